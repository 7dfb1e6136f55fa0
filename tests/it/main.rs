//! Integration tests, in one binary: stories through the front door, crash stories, and the shape of the house.

#![cfg(test)]

mod browser;
mod configs;
mod crash;
mod locales;
mod shape;
mod stories;
mod support;
mod web;
