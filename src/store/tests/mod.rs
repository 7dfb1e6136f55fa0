//! The store, through its verbs, on real files.
