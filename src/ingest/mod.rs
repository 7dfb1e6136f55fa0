//! From an address to draft items: fetching politely and safely, then reading what came.
//!
//! The two halves meet in `fetch::Page` alone. `fetch` touches the network and reads nothing of what it brings;
//! `read` is pure and never asks for more than it was given.

/// Bytes to text: which encoding a document is really in.
pub mod charset;
/// From an address that a person knows to what can be polled there.
pub mod discover;
/// The one guarded HTTP connector: politeness, robots.txt, redirects, limits.
pub mod fetch;
/// What comes in by itself: mails, files, items handed in.
pub mod intake;
mod link;
/// Bytes to draft items and complaints.
pub mod read;

pub use read::opml;
