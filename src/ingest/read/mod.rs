//! Bytes to draft items: feeds, forums and pages. Pure, and it never fails.
