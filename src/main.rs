//! Parses the command line, calls `cli`, sets the exit code.

fn main() {}
