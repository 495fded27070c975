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

    /// A connect timeout was given together with an HTTP client that is made already.
    #[error(
        "Bolna::builder().connect_timeout(..) has no effect on an HTTP client that is made already: set it on the \
         reqwest::ClientBuilder of what Bolna::builder().http_client(..) gets"
    )]
    ConnectTimeoutOfForeignClient,

    /// The HTTP client could not be made, usually because TLS could not be set up.
    #[error("the HTTP client cannot be made ({0}): pass one of your own to Bolna::builder().http_client(..)")]
    HttpClient(#[source] reqwest::Error),
}

/// So that a program has one error for making a client and using it.
impl From<ConfigError> for bolna_api::Error {
    fn from(error: ConfigError) -> Self {
        Self::config(error)
    }
}
