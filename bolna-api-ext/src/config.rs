//! What a client is made of, and where it is read from.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bolna_api::transport::Layer;
use reqwest::header::HeaderValue;
use secrecy::SecretString;
use url::Url;

use crate::Bolna;
use crate::api_key::ApiKey;
use crate::base_url;
use crate::config_error::ConfigError;

/// The environment variable of the API key.
pub const ENV_API_KEY: &str = "BOLNA_API_KEY";

/// The environment variable of the base URL, [`bolna_api::BASE_URL`] when it is absent or blank.
pub const ENV_BASE_URL: &str = "BOLNA_BASE_URL";

/// How long a request may take, from connecting to the last byte of its answer.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long connecting may take, TLS included.
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How this crate introduces itself to the server.
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Makes a [`Bolna`].
///
/// Only the API key has no default. Nothing is checked, and nothing is read from the environment, before
/// [`build`](Self::build), except by [`from_env`](Self::from_env).
///
/// ```
/// use std::time::Duration;
/// use bolna_api_ext::Bolna;
///
/// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
/// let bolna = Bolna::builder()
///     .api_key("sa-0123456789")
///     .timeout(Duration::from_secs(5))
///     .user_agent("night-shift/2.1")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct BolnaBuilder {
    api_key: Option<SecretString>,
    base_url: Option<String>,
    allow_plain_http: bool,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    user_agent: Option<String>,
    http_client: Option<reqwest::Client>,
    layers: Layers,
}

/// The layers of the program's own.
#[derive(Clone, Default)]
pub(crate) struct Layers {
    /// Around authorization, the innermost first.
    pub(crate) outer: Vec<Arc<dyn Layer>>,
    /// Below authorization, the outermost first.
    pub(crate) inner: Vec<Arc<dyn Layer>>,
}

/// Shows nothing of the layers: they may hold secrets.
impl fmt::Debug for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} outer and {} inner layers", self.outer.len(), self.inner.len())
    }
}

impl BolnaBuilder {
    /// A builder with the defaults, and without a key.
    pub fn new() -> Self {
        Self::default()
    }

    /// A builder with what `BOLNA_API_KEY` and `BOLNA_BASE_URL` say, for programs that set more than these two.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use bolna_api_ext::BolnaBuilder;
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = BolnaBuilder::from_env().timeout(Duration::from_secs(5)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_env() -> Self {
        Self::from_vars(std::env::var_os)
    }

    /// The same from another source: `lookup` gets [`ENV_API_KEY`] and [`ENV_BASE_URL`].
    ///
    /// An empty key is a key that was set wrongly, and an error later; a blank base URL is one that was not set.
    ///
    /// ```
    /// use bolna_api_ext::{BolnaBuilder, ENV_API_KEY};
    ///
    /// let vars = |name: &str| (name == ENV_API_KEY).then(|| "sa-0123456789".into());
    /// assert!(BolnaBuilder::from_vars(vars).build().is_ok());
    /// ```
    pub fn from_vars(lookup: impl Fn(&'static str) -> Option<OsString>) -> Self {
        // What is not Unicode becomes U+FFFD, which is valid neither in a key nor in the host of a URL.
        let text = |name| lookup(name).map(|value| value.to_string_lossy().into_owned());
        Self {
            api_key: text(ENV_API_KEY).map(SecretString::from),
            base_url: text(ENV_BASE_URL).filter(|url| !url.trim().is_empty()),
            ..Self::default()
        }
    }

    /// The API key: a `&str`, a `String` or a [`SecretString`]. Whitespace around it is ignored, so that a key may come
    /// from a file with a newline at its end. There is no default.
    pub fn api_key(mut self, key: impl Into<SecretString>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Where the API is; [`bolna_api::BASE_URL`] by default. It may have a port and a path.
    ///
    /// It must be `https`, or `http` to this machine: 127.0.0.0/8, `[::1]` or `localhost`. A request to this machine
    /// does not go through a proxy, whatever the environment says.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Whether the key may go over the network in the clear, to a base URL with plain `http`; `false` by default.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// How long a request may take as a whole, from connecting to the last byte of its answer; 30 seconds by default.
    ///
    /// Set here, it also holds for an HTTP client [of your own](Self::http_client).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long connecting may take, TLS included; 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// What to add to the user agent `bolna-api-ext/VERSION`: the name and version of your program, `name/1.0`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// Sends with this HTTP client: for proxies, certificates or connection pools of your own.
    ///
    /// What is set on this builder holds; what is not set here is as the client has it, timeouts included. Two things
    /// are yours to care for then. Let the client follow no redirects (`redirect(reqwest::redirect::Policy::none())`):
    /// a redirected `POST` silently becomes a `GET`. And leave `connection_verbose` off, which logs the key.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Adds a layer around everything else: the first to see a request, which has no key yet, and the last to see its
    /// response. For metrics, for a guard, for a fake in tests. See [the order of layers](Bolna#layers).
    ///
    /// ```
    /// use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next, response};
    /// use bolna_api_ext::reqwest::{Request, Response, StatusCode};
    /// use bolna_api_ext::{Bolna, Error};
    ///
    /// struct NoTrunks;
    ///
    /// impl Layer for NoTrunks {
    ///     fn call<'a>(&'a self, _: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
    ///         Box::pin(async { Ok(response(StatusCode::OK, "[]")) })
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let bolna = Bolna::builder().api_key("sa-0123456789").layer(NoTrunks).build()?;
    /// assert!(bolna.sip_trunks().list().await?.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn layer(mut self, layer: impl Layer) -> Self {
        self.layers.outer.push(Arc::new(layer));
        self
    }

    /// Adds a layer between authorization and the HTTP client: it sees each request as it is sent, with the key. See
    /// [the order of layers](Bolna#layers).
    ///
    /// ```
    /// use bolna_api_ext::bolna_api::transport::SetHeader;
    /// use bolna_api_ext::reqwest::header::{HeaderName, HeaderValue};
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let team = SetHeader::new(HeaderName::from_static("x-team"), HeaderValue::from_static("billing"));
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").inner_layer(team).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn inner_layer(mut self, layer: impl Layer) -> Self {
        self.layers.inner.push(Arc::new(layer));
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] when the key is missing or cannot be one, when the base URL cannot be one or would send the key
    /// in the clear, or when the HTTP client cannot be made.
    pub fn build(self) -> Result<Bolna, ConfigError> {
        self.check().and_then(Bolna::new)
    }

    /// All of [`build`](Self::build) that has no effect.
    fn check(self) -> Result<Config, ConfigError> {
        let key = ApiKey::new(&self.api_key.ok_or(ConfigError::MissingApiKey)?)?;
        let base_url = self.base_url.as_deref().unwrap_or(bolna_api::BASE_URL);
        let base_url = base_url::check(base_url, self.allow_plain_http)?;
        let user_agent = self.user_agent.map(|suffix| user_agent(suffix.trim())).transpose()?;
        match self.http_client {
            Some(_) if self.connect_timeout.is_some() => Err(ConfigError::ConnectTimeoutOfForeignClient),
            Some(client) => Ok(Config {
                key,
                base_url,
                timeout: self.timeout,
                user_agent,
                http: Http::Given(client),
                layers: self.layers,
            }),
            None => Ok(Config {
                key,
                base_url,
                timeout: Some(self.timeout.unwrap_or(DEFAULT_TIMEOUT)),
                user_agent: Some(user_agent.unwrap_or(HeaderValue::from_static(USER_AGENT))),
                http: Http::Own {
                    connect_timeout: self.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT),
                },
                layers: self.layers,
            }),
        }
    }
}

/// Shows neither the key, nor a base URL that nothing has checked for credentials yet.
impl fmt::Debug for BolnaBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BolnaBuilder")
            .field("has_api_key", &self.api_key.is_some())
            .field("has_base_url", &self.base_url.is_some())
            .field("allow_plain_http", &self.allow_plain_http)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("user_agent", &self.user_agent)
            .field("has_http_client", &self.http_client.is_some())
            .field("layers", &self.layers)
            .finish()
    }
}

/// A configuration that was checked.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) key: ApiKey,
    pub(crate) base_url: Url,
    /// Of each request; without it, the one of the HTTP client.
    pub(crate) timeout: Option<Duration>,
    /// Of each request; without it, the one of the HTTP client.
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) http: Http,
    pub(crate) layers: Layers,
}

/// The HTTP client to send with.
#[derive(Debug)]
pub(crate) enum Http {
    Own { connect_timeout: Duration },
    Given(reqwest::Client),
}

fn user_agent(suffix: &str) -> Result<HeaderValue, ConfigError> {
    let value = match suffix {
        "" => USER_AGENT.to_owned(),
        suffix => format!("{USER_AGENT} {suffix}"),
    };
    HeaderValue::try_from(value).map_err(|_| ConfigError::InvalidUserAgent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_key() -> BolnaBuilder {
        Bolna::builder().api_key("sa-hunter2")
    }

    fn from(vars: &'static [(&'static str, &'static str)]) -> BolnaBuilder {
        BolnaBuilder::from_vars(|name| {
            let (_, value) = vars.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(value))
        })
    }

    #[test]
    fn the_defaults_are_those_of_the_documentation() {
        let config = with_key().check().unwrap();
        assert_eq!(config.base_url.as_str(), "https://api.bolna.ai/");
        assert_eq!(config.timeout, Some(Duration::from_secs(30)));
        assert_eq!(
            config.user_agent.unwrap(),
            format!("bolna-api-ext/{}", env!("CARGO_PKG_VERSION"))
        );
        let ten_seconds = Duration::from_secs(10);
        assert!(matches!(config.http, Http::Own { connect_timeout } if connect_timeout == ten_seconds));
    }

    #[test]
    fn the_environment_gives_key_and_base_url() {
        let config = from(&[("BOLNA_API_KEY", "sa-1\n"), ("BOLNA_BASE_URL", "http://[::1]:8080/v9")]);
        let config = config.check().unwrap();
        assert_eq!(config.key.bearer().to_str().unwrap(), "Bearer sa-1");
        assert_eq!(config.base_url.as_str(), "http://[::1]:8080/v9");
    }

    #[test]
    fn a_blank_base_url_in_the_environment_is_none() {
        let config = from(&[("BOLNA_API_KEY", "sa-1"), ("BOLNA_BASE_URL", " ")]).check();
        assert_eq!(config.unwrap().base_url.as_str(), "https://api.bolna.ai/");
    }

    #[test]
    fn no_key_and_an_empty_key_are_two_errors() {
        assert!(matches!(from(&[]).check(), Err(ConfigError::MissingApiKey)));
        assert!(matches!(
            from(&[("BOLNA_API_KEY", "")]).check(),
            Err(ConfigError::EmptyApiKey)
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_is_not_unicode_is_invalid() {
        use std::os::unix::ffi::OsStringExt;
        let builder = BolnaBuilder::from_vars(|_| Some(OsString::from_vec(b"sa-\xff".to_vec())));
        assert!(matches!(builder.check(), Err(ConfigError::InvalidApiKey)));
    }

    #[test]
    fn every_message_says_what_to_set() {
        let refused = [
            Bolna::builder(),
            Bolna::builder().api_key("\t"),
            Bolna::builder().api_key("Bearer sa-hunter2"),
            with_key().base_url("sa-hunter2"),
            with_key().base_url("sa:hunter2"),
            with_key().base_url("http://api.bolna.ai/hunter2"),
            with_key().base_url("https://hunter2@api.bolna.ai"),
            with_key().base_url("https://api.bolna.ai/?hunter2"),
        ];
        for builder in refused {
            let error = builder.check().unwrap_err();
            let text = error.to_string();
            assert!(text.contains("BOLNA_") && text.contains("Bolna::builder()."), "{text}");
            assert!(!text.contains("hunter2") && !text.contains('\n'), "{text}");
            assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        }
    }

    #[test]
    fn a_user_agent_is_an_addition() {
        let config = with_key().user_agent(" night-shift/2.1 ").check().unwrap();
        let value = config.user_agent.unwrap();
        assert!(value.to_str().unwrap().ends_with(" night-shift/2.1"));
        assert!(value.to_str().unwrap().starts_with("bolna-api-ext/"));
        assert!(matches!(
            with_key().user_agent("a\r\nb").check(),
            Err(ConfigError::InvalidUserAgent)
        ));
    }

    #[test]
    fn an_http_client_of_ones_own_keeps_what_the_builder_did_not_set() {
        let own = || with_key().http_client(reqwest::Client::new());
        let config = own().check().unwrap();
        assert_eq!((config.timeout, config.user_agent), (None, None));

        let second = Duration::from_secs(1);
        assert_eq!(own().timeout(second).check().unwrap().timeout, Some(second));
        let error = own().connect_timeout(second).check().unwrap_err();
        assert!(matches!(error, ConfigError::ConnectTimeoutOfForeignClient));
    }

    #[test]
    fn debug_shows_neither_key_nor_base_url() {
        let builder = with_key().base_url("https://me:hunter2@api.bolna.ai");
        assert!(!format!("{builder:?}").contains("hunter2"));
    }
}
