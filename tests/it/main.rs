//! Integration tests, in one binary: stories through the front door, crash stories, and the shape of the house.

mod configs;
mod crash;
mod hostile;
mod locales;
mod secrets;
mod shape;
mod stories;
mod support;
