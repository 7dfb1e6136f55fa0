//! Integration tests, in one binary: stories through the front door, crash stories, real servers, and the shape of the
//! house.

#![cfg(test)]

mod browser;
mod configs;
mod crash;
mod hostile;
mod listed;
mod locales;
mod real;
mod secrets;
mod shape;
mod stop;
mod stories;
mod support;
mod web;
