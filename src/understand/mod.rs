//! Thinking on text: no I/O, no clock, no tokio.

/// How far a figure may be off.
pub mod bootstrap;
mod fixed;
/// Which language a text is in.
pub mod language;
/// Whether two texts are one text, edited.
pub mod likeness;
/// Insults, hate, threats and obscenities: where they stand, and how they are masked.
pub mod moderation;
/// The query language: parse, match, explain.
pub mod query;
/// Whether two texts are one story.
pub mod story;
/// What people's corrections teach, brand by brand.
pub mod taught;
/// What is said, towards the brand.
pub mod tone;
/// What is said now that was not said before.
pub mod trend;
