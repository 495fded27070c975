//! TLS by rustls, with a provider of cryptography that is named, and the certificates of the platform read once.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;
use rustls_platform_verifier::BuilderVerifierExt as _;

use crate::config_error::ConfigError;

/// What a server may choose from (RFC 7301), the best first.
const PROTOCOLS: &[&[u8]] = &[
    #[cfg(feature = "http2")]
    b"h2",
    b"http/1.1",
];

/// Makes the provider of cryptography that a feature of this crate names (`rustls`, `rustls-aws-lc-rs`) the one of the
/// process, unless the process has one already.
///
/// A [`Bolna`](crate::Bolna) needs no such call: it gets its provider from the process where there is one, and else from the
/// feature. A [`reqwest::Client`] gets it from the process alone, unless a feature of reqwest brings one, as its default
/// features do; without one it *panics* when it is made. So a program with the feature `rustls` of this crate, and
/// without the default features of reqwest, calls this at the start of `main` when it makes a client of its own, or
/// calls [`configure_http`](crate::BolnaBuilder::configure_http).
///
/// It is for programs, not for libraries: what belongs to the process is theirs to choose.
///
/// ```
/// bolna_api_ext::install_crypto_provider();
/// let http = reqwest::Client::new();
/// ```
#[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
pub fn install_crypto_provider() {
    if let (None, Some(provider)) = (CryptoProvider::get_default(), of_features()) {
        // An error says that another thread has just installed one.
        let _ = provider.install_default();
    }
}

/// The provider that a feature names. Who names `aws-lc-rs` asks for it; `ring` is there by default.
fn of_features() -> Option<CryptoProvider> {
    #[cfg(feature = "rustls-aws-lc-rs")]
    return Some(rustls::crypto::aws_lc_rs::default_provider());
    #[cfg(all(feature = "rustls", not(feature = "rustls-aws-lc-rs")))]
    return Some(rustls::crypto::ring::default_provider());
    #[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc-rs")))]
    return None;
}

/// Whether reqwest can set up rustls by itself. It panics where it cannot.
pub(crate) fn reqwest_has_a_provider() -> bool {
    cfg!(feature = "rustls-aws-lc-rs") || CryptoProvider::get_default().is_some()
}

/// The configuration that all clients share: reading the certificates of the platform takes tens of milliseconds, and one
/// that is added later counts from the next start of the program on.
pub(crate) fn shared() -> Result<ClientConfig, ConfigError> {
    static SHARED: Mutex<Option<ClientConfig>> = Mutex::new(None);
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    // What a program installs after its first client counts from then on.
    let current = |config: &ClientConfig| {
        CryptoProvider::get_default().is_none_or(|provider| Arc::ptr_eq(provider, config.crypto_provider()))
    };
    if let Some(config) = shared.as_ref().filter(|config| current(config)) {
        return Ok(config.clone());
    }
    let provider = CryptoProvider::get_default().cloned();
    let provider = provider
        .or_else(|| of_features().map(Arc::new))
        .ok_or(ConfigError::NoCryptoProvider)?;
    let config = new(provider).map_err(|error| ConfigError::Tls(Box::new(error) as Box<dyn Error + Send + Sync>))?;
    Ok(shared.insert(config).clone())
}

/// The configuration that reqwest itself would make, apart from the provider.
fn new(provider: Arc<CryptoProvider>) -> Result<ClientConfig, rustls::Error> {
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(rustls::ALL_VERSIONS)?
        .with_platform_verifier()?
        .with_no_client_auth();
    config.alpn_protocols = PROTOCOLS.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(config)
}

#[cfg(test)]
#[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
mod tests {
    use super::*;

    #[test]
    fn the_certificates_are_read_once() {
        let (first, second) = (shared().unwrap(), shared().unwrap());
        // Each configuration that is made, and not cloned, has its own.
        assert!(Arc::ptr_eq(
            &first.client_auth_cert_resolver,
            &second.client_auth_cert_resolver
        ));
        let other = new(Arc::clone(first.crypto_provider())).unwrap();
        assert!(!Arc::ptr_eq(
            &first.client_auth_cert_resolver,
            &other.client_auth_cert_resolver
        ));
    }

    #[test]
    fn the_server_may_choose_what_this_crate_was_built_for() {
        let offered = shared().unwrap().alpn_protocols;
        assert_eq!(offered.last().unwrap(), b"http/1.1");
        assert_eq!(offered.contains(&b"h2".to_vec()), cfg!(feature = "http2"));
    }

    #[test]
    fn reqwest_takes_the_configuration() {
        // It knows that of its own version of rustls alone, and says so when the client is built.
        let client = reqwest::Client::builder().tls_backend_preconfigured(shared().unwrap());
        assert!(client.build().is_ok());
    }
}
