//! Feeds of every make, small.
