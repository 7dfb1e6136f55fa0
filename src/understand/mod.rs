//! Thinking on text: no I/O, no clock, no tokio.

/// The query language: parse, match, explain.
pub mod query;
