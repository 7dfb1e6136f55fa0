//! From a notice in the outbox to a mail that a person reads.
//!
//! `render` is pure: facts in, a mail out, the same for the same notice, so that a retry says what the first try said.
//! `send` hands it to a relay or to a folder, and says what became of it in one of three words: sent, later, never.
//! Absent on purpose: a queue (the store's outbox is the queue), a clock (`now` is given), a sendmail transport (its
//! arguments are an injection risk), remote images, fonts or counters in the mails.

/// Facts to mails, in French and English.
pub mod render;
#[cfg(test)]
pub(crate) mod sample;
/// Mails to a relay or a folder.
pub mod send;
