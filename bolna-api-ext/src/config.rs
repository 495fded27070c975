//! What a client is made of, and where that is read from.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bolna_api::transport::Layer;
use reqwest::{ClientBuilder, Proxy};
use secrecy::SecretString;

use crate::Bolna;
use crate::api_key::GivenKey;
use crate::checked::Config;
use crate::config_error::ConfigError;
use crate::config_requests::Requests;
use crate::http::Configure;

/// The environment variable of the API key.
pub const ENV_API_KEY: &str = "BOLNA_API_KEY";

/// The environment variable of the base URL, [`bolna_api::BASE_URL`] when it is absent or blank.
pub const ENV_BASE_URL: &str = "BOLNA_BASE_URL";

/// Makes a [`Bolna`].
///
/// Only the API key has no default. Nothing is checked, and nothing is read from the environment, before
/// [`build`](Self::build), except by [`from_env`](Self::from_env).
///
/// | setting | default | what it is |
/// |---|---|---|
/// | [`api_key`](Self::api_key) | none | the key, which is needed |
/// | [`base_url`](Self::base_url) | `https://api.bolna.ai` | where the API is |
/// | [`allow_plain_http`](Self::allow_plain_http) | `false` | whether the key may go out in the clear |
/// | [`timeout`](Self::timeout) | 30 seconds | for a request as a whole, each time that it is sent |
/// | [`connect_timeout`](Self::connect_timeout) | 10 seconds | for connecting, TLS included |
/// | [`read_timeout`](Self::read_timeout) | none | between two pieces of an answer |
/// | [`user_agent`](Self::user_agent) | none | what to add to `bolna-api-ext/VERSION` |
/// | [`header`](Self::header) | none | further headers of every request |
/// | [`proxy`](Self::proxy) | `HTTPS_PROXY` and the like | the way to the API |
/// | [`configure_http`](Self::configure_http) | none | anything else that reqwest can do |
/// | [`http_client`](Self::http_client) | none | an HTTP client that is made already |
/// | [`retry`](Self::retry) | 3 attempts | whether and when a request is sent again |
/// | [`retry_budget`](Self::retry_budget) | 500 tokens | what repetitions are paid from in an outage |
/// | `rate_limits` | none | how many requests are sent in a minute, with the feature `rate-limit` |
/// | [`max_body`](Self::max_body) | 64 MiB | how much is read of an answer |
///
/// A time limit of zero is an error of [`build`](Self::build); `Duration::MAX` is no limit.
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
    pub(crate) api_key: Option<GivenKey>,
    pub(crate) base_url: Option<String>,
    pub(crate) allow_plain_http: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) user_agent: Option<String>,
    pub(crate) headers: Vec<(String, SecretString)>,
    pub(crate) proxies: Vec<Proxy>,
    pub(crate) configure_http: Option<Configure>,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) layers: Layers,
    pub(crate) requests: Requests,
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
            api_key: text(ENV_API_KEY).map(|key| GivenKey::Fixed(key.into())),
            base_url: text(ENV_BASE_URL).filter(|url| !url.trim().is_empty()),
            ..Self::default()
        }
    }

    /// The API key: a `&str`, a `String` or a [`SecretString`]. Whitespace around it is ignored, so that a key may come
    /// from a file with a newline at its end. There is no default. It takes the place of a
    /// [provider](Self::api_key_provider).
    pub fn api_key(mut self, key: impl Into<SecretString>) -> Self {
        self.api_key = Some(GivenKey::Fixed(key.into()));
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

    /// How long a request may take as a whole, from connecting to the last byte of its answer; 30 seconds by default. One
    /// that is sent again gets this time again: [`RetryPolicy::total_timeout`](crate::RetryPolicy::total_timeout) is for
    /// all attempts together. [`Bolna::with_timeout`] is for a single request.
    ///
    /// It also holds for an HTTP client [of your own](Self::http_client), whatever limit that has: `Duration::MAX` is none.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long connecting may take, TLS included; 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long the server may be silent before its answer and in the middle of it; without a limit of its own by default, so
    /// that [`timeout`](Self::timeout) ends it.
    ///
    /// ```
    /// use std::time::Duration;
    /// use bolna_api_ext::Bolna;
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// // A long list may take its time, as long as it comes.
    /// let bolna = Bolna::builder()
    ///     .api_key("sa-0123456789")
    ///     .timeout(Duration::from_secs(300))
    ///     .read_timeout(Duration::from_secs(10))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// What to add to the user agent `bolna-api-ext/VERSION`: the name and version of your program, `name/1.0`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// Adds a header to every request that has none of this name, for example for a gateway on the way to the API. The same
    /// name a second time takes the place of the first.
    ///
    /// Every value is taken for a secret, whatever the name is: it is shown nowhere, and is taken out of what a server repeats. Headers that others set cannot be set here: `authorization` is that of the key,
    /// `user-agent` that of [`user_agent`](Self::user_agent), `host` and what frames a body are those of HTTP.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder()
    ///     .api_key("sa-0123456789")
    ///     .header("x-gateway-token", "0123456789")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn header(mut self, name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends by way of this proxy; a second one is asked where the first does not apply. By default `HTTPS_PROXY`,
    /// `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say whether there is one.
    ///
    /// A proxy gets a tunnel to an `https` base URL (RFC 9110, section 9.3.6), and so neither sees the key nor what is sent.
    /// A base URL on this machine is asked directly.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bolna = bolna_api_ext::Bolna::builder()
    ///     .api_key("sa-0123456789")
    ///     .proxy(reqwest::Proxy::https("http://proxy.example:3128")?)
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxies.push(proxy);
        self
    }

    /// Changes the builder of the HTTP client: for certificates, the connection pool, name resolution and whatever else
    /// reqwest can do. It gets the builder with everything that is set here, and is called once for each
    /// [`build`](Self::build).
    ///
    /// What must hold is set after it: no redirects, no logging of connections, no proxy for a base URL on this machine.
    /// The user agent and [`timeout`](Self::timeout) are set on each request, and take the place of reqwest's.
    ///
    /// reqwest sets up TLS by itself then, once for each client, which takes tens of milliseconds. With the feature
    /// `rustls` it needs a provider of the process for that: see `install_crypto_provider`.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// # #[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
    /// bolna_api_ext::install_crypto_provider();
    /// let bolna = bolna_api_ext::Bolna::builder()
    ///     .api_key("sa-0123456789")
    ///     .configure_http(|http| http.pool_max_idle_per_host(4))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn configure_http(mut self, change: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static) -> Self {
        self.configure_http = Some(Arc::new(change));
        self
    }

    /// Sends with an HTTP client that is made already, for example to share its connections.
    /// [`configure_http`](Self::configure_http) is for one that only differs in some settings.
    ///
    /// Key, user agent, headers and [`timeout`](Self::timeout) are set on each request, and take the place of the client's.
    /// What cannot be set on a client that is made is an error of [`build`](Self::build): the time limits of connecting and
    /// reading, and proxies. So is a base URL on this machine with plain `http`, which the client may send to a proxy,
    /// unless it is [allowed](Self::allow_plain_http).
    ///
    /// Two things are yours to care for. Let the client follow no redirects (`redirect(reqwest::redirect::Policy::none())`): a
    /// redirected `POST` silently becomes a `GET`. And leave `connection_verbose` off, which logs the key.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # #[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
    /// bolna_api_ext::install_crypto_provider();
    /// let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").http_client(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
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
    /// A [`ConfigError`] when the key is missing or cannot be one, when the base URL cannot be one or would send the key in
    /// the clear, when settings are no such or contradict each other, or when the HTTP client cannot be made.
    pub fn build(self) -> Result<Bolna, ConfigError> {
        Config::check(self).and_then(Bolna::new)
    }
}

/// Shows neither the key, nor headers, nor a base URL or proxies that nothing has checked for credentials yet.
impl fmt::Debug for BolnaBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BolnaBuilder")
            .field("has_api_key", &self.api_key.is_some())
            .field("has_base_url", &self.base_url.is_some())
            .field("allow_plain_http", &self.allow_plain_http)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("user_agent", &self.user_agent)
            .field("headers", &self.headers.len())
            .field("proxies", &self.proxies.len())
            .field("is_http_configured", &self.configure_http.is_some())
            .field("has_http_client", &self.http_client.is_some())
            .field("layers", &self.layers)
            .field("requests", &self.requests)
            .finish()
    }
}
