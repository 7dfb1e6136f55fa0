//! Fetching politely and safely; reading bytes into draft items.

pub mod read;
