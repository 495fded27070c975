//! Clients of a server of the tests.

use bolna_api_ext::{Bolna, BolnaBuilder, RetryPolicy};
use support::{Server, json};

/// The key of every test: nothing else has it in it.
pub(crate) const KEY: &str = "sa-hunter2-0123456789";

/// A server that gives these answers, each a status (`200 OK`) and JSON. What comes after them is refused.
pub(crate) fn serve(answers: &[(&str, &str)]) -> Server {
    Server::start(answers.iter().map(|(status, body)| json(status, *body)))
}

/// Clients of a server.
pub(crate) trait Clients {
    /// A builder of a client that sends once.
    fn builder(&self) -> BolnaBuilder;

    /// A client that sends once.
    fn bolna(&self) -> Bolna {
        self.builder().build().unwrap()
    }

    /// A client that sends again as it does by itself.
    fn patient(&self) -> Bolna {
        self.builder().retry(RetryPolicy::default()).build().unwrap()
    }
}

impl Clients for Server {
    fn builder(&self) -> BolnaBuilder {
        let builder = Bolna::builder().retry(RetryPolicy::none());
        builder.api_key(KEY).base_url(self.url())
    }
}

/// What a program does at its start so that reqwest can set up TLS by itself.
pub(crate) fn install_crypto_provider() {
    #[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
    bolna_api_ext::install_crypto_provider();
}

/// The builder of an HTTP client that is not this crate's.
pub(crate) fn foreign() -> reqwest::ClientBuilder {
    install_crypto_provider();
    reqwest::Client::builder()
}
