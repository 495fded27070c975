//! What keeps a client from being made.

/// Why no [`Bolna`](crate::Bolna) could be made. Every message says what to set; none repeats the key, or more of the
/// base URL than its host.
///
/// ```
/// use bolna_api_ext::{Bolna, ConfigError};
///
/// let error = Bolna::builder().api_key("").build().unwrap_err();
/// assert!(matches!(error, ConfigError::EmptyApiKey));
/// assert!(error.to_string().contains("BOLNA_API_KEY"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Nobody gave an API key.
    #[error("no API key: set the environment variable BOLNA_API_KEY, or call Bolna::builder().api_key(..)")]
    MissingApiKey,

    /// The API key is empty, or only whitespace.
    #[error(
        "the API key is empty: put the key into the environment variable BOLNA_API_KEY, or pass it to \
         Bolna::builder().api_key(..)"
    )]
    EmptyApiKey,

    /// The API key cannot be the value of a header.
    #[error(
        "the API key holds a space, a control character or a character outside ASCII: set BOLNA_API_KEY, or what \
         Bolna::builder().api_key(..) gets, to the key alone, without \"Bearer\" or quotes"
    )]
    InvalidApiKey,

    /// The function that gives the API key gave none.
    #[error("no API key from the function that Bolna::builder().api_key_provider(..) got: {0}")]
    ApiKeyProvider(#[source] Box<dyn std::error::Error + Send + Sync>),

    /// The base URL does not parse.
    #[error(
        "the base URL is no URL ({0}): set BOLNA_BASE_URL, or what Bolna::builder().base_url(..) gets, to something like \
         https://api.bolna.ai"
    )]
    InvalidBaseUrl(#[source] url::ParseError),

    /// The base URL has a scheme other than `https` and `http`.
    #[error(
        "the base URL does not begin with https:// or http://: correct BOLNA_BASE_URL, or what \
         Bolna::builder().base_url(..) gets"
    )]
    UnsupportedScheme,

    /// The base URL would send the key over the network in the clear.
    #[error(
        "plain http to {host} would send the API key in the clear: use https:// in BOLNA_BASE_URL or in \
         Bolna::builder().base_url(..), or call Bolna::builder().allow_plain_http(true)"
    )]
    PlainHttp {
        /// The host that the base URL names.
        host: String,
    },

    /// The base URL holds a user name or a password.
    #[error(
        "the base URL holds a user name or a password, which the API does not take: remove them from BOLNA_BASE_URL, or \
         from what Bolna::builder().base_url(..) gets, and set BOLNA_API_KEY"
    )]
    CredentialsInBaseUrl,

    /// The base URL has a query or a fragment.
    #[error(
        "the base URL has a query (?) or a fragment (#), to which no path can be added: remove it from BOLNA_BASE_URL, or \
         from what Bolna::builder().base_url(..) gets"
    )]
    QueryInBaseUrl,

    /// The addition to the user agent cannot be the value of a header.
    #[error("the user agent holds a control character: correct what Bolna::builder().user_agent(..) gets")]
    InvalidUserAgent,

    /// A time limit is zero, which no request can keep.
    #[error(
        "a time limit of zero ends every request before it is sent: give Bolna::builder().{setting}(..) a longer one, or \
         Duration::MAX for none"
    )]
    ZeroTimeout {
        /// The setting: `timeout`, `connect_timeout` or `read_timeout`.
        setting: &'static str,
    },

    /// The name of a further header cannot be one.
    #[error(
        "the name of a header is empty, or holds a space or another character that no name has: correct what \
         Bolna::builder().header(..) gets"
    )]
    InvalidHeaderName,

    /// The value of a further header cannot be one.
    #[error("the value of the header {name} holds a control character: correct what Bolna::builder().header(..) gets")]
    InvalidHeaderValue {
        /// The name of the header.
        name: String,
    },

    /// A further header is one that this crate, an operation or HTTP itself sets.
    #[error(
        "the header {name} is set by this crate or by HTTP: remove Bolna::builder().header(..), and use api_key(..) for \
         the key and user_agent(..) for the name of the program"
    )]
    ReservedHeader {
        /// The name of the header.
        name: String,
    },

    /// Something was set that has no effect on an HTTP client that is made already.
    #[error(
        "Bolna::builder().{setting}(..) has no effect on an HTTP client that is made already: set it on the \
         reqwest::ClientBuilder of what Bolna::builder().http_client(..) gets, or use \
         Bolna::builder().configure_http(..) instead"
    )]
    HttpClientIsMade {
        /// The setting: `connect_timeout`, `read_timeout`, `proxy` or `configure_http`.
        setting: &'static str,
    },

    /// The base URL is this machine with plain `http`, and the HTTP client, which is made already, may send to a proxy.
    #[error(
        "an HTTP client that is made already may go to {host} through a proxy, which would see the API key in the clear: use \
         Bolna::builder().configure_http(..) instead of http_client(..), or make it with no_proxy() and call \
         Bolna::builder().allow_plain_http(true)"
    )]
    PlainHttpByProxy {
        /// The host that the base URL names.
        host: String,
    },

    /// Neither the process nor a feature of this crate has a provider of cryptography for rustls, or reqwest needs the one of
    /// the process.
    #[error(
        "rustls has no provider of cryptography: call bolna_api_ext::install_crypto_provider() or \
         rustls::crypto::CryptoProvider::install_default at the start of main, before Bolna::builder().build() and with \
         Bolna::builder().configure_http(..) in any case"
    )]
    NoCryptoProvider,

    /// TLS could not be set up, usually because the machine has no certificates of authorities.
    #[error(
        "TLS cannot be set up ({0}): install the certificates of the system (often the package ca-certificates), or name a \
         file of them in the environment variable SSL_CERT_FILE"
    )]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),

    /// The HTTP client could not be made.
    #[error(
        "the HTTP client cannot be made ({0}): correct what Bolna::builder().configure_http(..) does, if it is used"
    )]
    HttpClient(#[source] reqwest::Error),
}

/// So that a program has one error for making a client and using it.
impl From<ConfigError> for bolna_api::Error {
    fn from(error: ConfigError) -> Self {
        Self::config(error)
    }
}
