//! The HTTP client that requests are sent with.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, Proxy};
use url::Url;

use crate::base_url::is_loopback;
use crate::config_error::ConfigError;

/// A change to the builder of the HTTP client.
pub(crate) type Configure = Arc<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>;

/// The HTTP client to send with.
pub(crate) enum Http {
    /// One that is to be made.
    Own(Settings),
    /// One that the caller made.
    Given(Client),
}

/// What an HTTP client is made of.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) proxies: Vec<Proxy>,
    pub(crate) configure: Option<Configure>,
}

/// The client for requests to `base_url`.
pub(crate) fn client(http: Http, base_url: &Url) -> Result<Client, ConfigError> {
    match http {
        Http::Given(client) => Ok(client),
        Http::Own(settings) => make(settings, base_url)?.build().map_err(ConfigError::HttpClient),
    }
}

fn make(settings: Settings, base_url: &Url) -> Result<ClientBuilder, ConfigError> {
    let mut builder = Client::builder().connect_timeout(settings.connect_timeout);
    if let Some(timeout) = settings.read_timeout {
        builder = builder.read_timeout(timeout);
    }
    for proxy in settings.proxies {
        builder = builder.proxy(proxy);
    }
    builder = match settings.configure {
        // reqwest ignores certificates, versions and the like on a builder that has its TLS already, so that here it
        // sets up TLS by itself.
        Some(configure) => configure(reqwests_own_tls(builder)?),
        None => shared_tls(builder)?,
    };
    // From here on, what must hold whatever the caller changed. A client may turn a redirected POST into a GET
    // (RFC 9110, section 15.4), and the key is for one place only.
    builder = builder
        .redirect(reqwest::redirect::Policy::none())
        // It would log the bytes of requests, and the key with them.
        .connection_verbose(false);
    if is_loopback(base_url) {
        // To a proxy, "this machine" is another one, and plain http would bring it the key in the clear.
        builder = builder.no_proxy();
    }
    Ok(builder)
}

/// TLS that is set up once a process.
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
fn shared_tls(builder: ClientBuilder) -> Result<ClientBuilder, ConfigError> {
    Ok(builder.tls_backend_preconfigured(crate::tls::shared()?))
}

/// TLS that reqwest sets up, as the caller says.
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
fn reqwests_own_tls(builder: ClientBuilder) -> Result<ClientBuilder, ConfigError> {
    if crate::tls::reqwest_has_a_provider() {
        Ok(builder.tls_backend_rustls())
    } else {
        // It would panic.
        Err(ConfigError::NoCryptoProvider)
    }
}

/// The platform's TLS, which is there when both kinds are: who names it asks for it, and rustls is there by default.
#[cfg(feature = "native-tls")]
fn shared_tls(builder: ClientBuilder) -> Result<ClientBuilder, ConfigError> {
    Ok(builder.tls_backend_native())
}

#[cfg(feature = "native-tls")]
fn reqwests_own_tls(builder: ClientBuilder) -> Result<ClientBuilder, ConfigError> {
    shared_tls(builder)
}

/// No TLS, or that of the program: what its other packages turn on.
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
fn shared_tls(builder: ClientBuilder) -> Result<ClientBuilder, ConfigError> {
    Ok(builder)
}

#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
fn reqwests_own_tls(builder: ClientBuilder) -> Result<ClientBuilder, ConfigError> {
    Ok(builder)
}

/// Shows neither proxies, whose URLs may have passwords in them, nor a client, whose headers may be secret.
impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(settings) => f
                .debug_struct("Own")
                .field("connect_timeout", &settings.connect_timeout)
                .field("read_timeout", &settings.read_timeout)
                .field("proxies", &settings.proxies.len())
                .field("is_configured", &settings.configure.is_some())
                .finish(),
            Self::Given(_) => f.write_str("Given(..)"),
        }
    }
}

#[cfg(test)]
#[cfg(all(feature = "rustls", not(any(feature = "rustls-aws-lc-rs", feature = "native-tls"))))]
mod tests {
    use super::*;

    fn settings(configure: Option<Configure>) -> Http {
        Http::Own(Settings {
            connect_timeout: Duration::from_secs(1),
            read_timeout: None,
            proxies: Vec::new(),
            configure,
        })
    }

    // No test of this binary makes a provider that of the process.
    #[test]
    fn without_a_provider_of_the_process_only_a_changed_client_is_an_error_and_none_panics() {
        let url = Url::parse("https://api.bolna.ai").unwrap();
        assert!(client(settings(None), &url).is_ok());
        let error = client(settings(Some(Arc::new(|http| http))), &url).unwrap_err();
        assert!(matches!(error, ConfigError::NoCryptoProvider), "{error}");
    }
}
