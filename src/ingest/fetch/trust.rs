//! Whom we believe over TLS: the authorities of the machine, and those that the house names.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, ensure};
use rustls::ClientConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls_platform_verifier::Verifier;

use super::dial::Tongues;

/// What TLS is spoken with. The machine's authorities are read when a site first speaks TLS: that is most of what a start
/// would cost.
pub(super) struct Trust {
    own: Vec<CertificateDer<'static>>,
    made: OnceLock<Made>,
}

struct Made {
    both: Arc<ClientConfig>,
    plain: Arc<ClientConfig>,
}

impl Trust {
    /// Reads a file of authorities of one's own (PEM).
    pub(super) fn new(ca_file: Option<&Path>) -> Result<Self> {
        let own = ca_file.map(authorities).transpose()?.unwrap_or_default();
        Ok(Self { own, made: OnceLock::new() })
    }

    pub(super) fn config(&self, tongues: Tongues) -> Result<Arc<ClientConfig>, rustls::Error> {
        let made = if let Some(made) = self.made.get() {
            made
        } else {
            let made = self.make()?;
            self.made.get_or_init(|| made)
        };
        Ok(Arc::clone(if tongues == Tongues::Both { &made.both } else { &made.plain }))
    }

    fn make(&self) -> Result<Made, rustls::Error> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = Verifier::new_with_extra_roots(self.own.iter().cloned(), Arc::clone(&provider))?;
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        // The word is the library's: the verifier checks as the machine's other programs do.
        let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
        let mut plain = builder.with_no_client_auth();
        plain.alpn_protocols = vec![b"http/1.1".to_vec()];
        let mut both = plain.clone();
        both.alpn_protocols.insert(0, b"h2".to_vec());
        Ok(Made { both: Arc::new(both), plain: Arc::new(plain) })
    }
}

fn authorities(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let shown = path.display();
    let pem = std::fs::read(path).with_context(|| format!("cannot read the CA file {shown}"))?;
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let read = read.with_context(|| format!("{shown} is not a PEM file of CAs"))?;
    ensure!(!read.is_empty(), "{shown} is not a PEM file of CAs");
    Ok(read)
}
