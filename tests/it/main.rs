//! Integration tests, in one binary: stories through the front door, crash stories, real servers, and the shape of the
//! house.

#![cfg(test)]

mod attacks;
mod browser;
mod configs;
mod corrections;
mod crash;
mod explain;
mod hostile;
mod identity;
mod intake;
#[cfg(feature = "larger-tone")]
mod larger_tone;
mod listed;
mod locales;
mod pipes;
mod politeness;
mod presets;
mod push;
mod queries;
mod real;
mod secrets;
mod services;
mod shape;
mod stop;
mod stories;
mod streams;
mod support;
mod web;
