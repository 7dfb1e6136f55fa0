//! vigie, the lookout: what is said of a brand, from the poll of a source to the mail in a person's inbox.
//!
//! The rooms, and who may import whom (downward only; `tests/it/shape.rs` reads every `use`):
//! `model` <- `locale`, `understand`, `detect` <- `config`, `ingest`, `store`, `notify` <- `daemon` <- `web`, `cli`.
//! ARCHITECTURE.md follows one item through them.

/// One file a command.
pub mod cli;
/// One TOML file to a checked configuration; presets; secrets.
pub mod config;
/// The loops that poll, watch, deliver, compose digests and clean up.
pub mod daemon;
/// Thinking on counts: series, baseline, spike, tone shift, incident state machine.
pub mod detect;
/// Fetching politely and safely; reading bytes into draft items.
pub mod ingest;
/// French and English: messages, numbers, dates.
pub mod locale;
/// The words.
pub mod model;
/// Rendering notices, and sending them.
pub mod notify;
/// SQLite, and the only SQL.
pub mod store;
/// For tests of the rooms that connect: a server that speaks TLS.
#[cfg(test)]
mod tls_server;
/// Thinking on text: query, language, tone, moderation, story.
pub mod understand;
/// Pages for people, figures for programs.
pub mod web;
