//! Parses the command line, calls `cli`, sets the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    // One provider of cryptography for HTTP and SMTP; it can only be there already, which is as well.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    vigie::cli::main()
}
