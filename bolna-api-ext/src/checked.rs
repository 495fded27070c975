//! A configuration that was checked. Nothing here has an effect.

use std::time::Duration;

use reqwest::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::api_key::KeySource;
use crate::base_url;
use crate::config::{BolnaBuilder, Layers};
use crate::config_error::ConfigError;
use crate::config_requests::Requests;
use crate::http::{Http, Settings};

/// How long a request may take, from connecting to the last byte of its answer.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long connecting may take, TLS included.
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How this crate introduces itself to the server.
const PRODUCT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// The headers that this crate, an operation or HTTP itself sets.
const RESERVED: &[HeaderName] = &[
    AUTHORIZATION,
    USER_AGENT,
    // Of the body of an operation (RFC 9110, section 8).
    CONTENT_LENGTH,
    CONTENT_TYPE,
    // Of one connection (RFC 9110, section 7.6.1).
    CONNECTION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    // Of the target (RFC 9110, section 7.2), and of a proxy (section 11.7.1).
    HOST,
    PROXY_AUTHORIZATION,
];

/// What a client is made of.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) key: KeySource,
    pub(crate) base_url: Url,
    /// Of each request as a whole, each time that it is sent.
    pub(crate) timeout: Duration,
    pub(crate) user_agent: HeaderValue,
    /// Of each request that has none of the same name. Every value is sensitive.
    pub(crate) headers: HeaderMap,
    pub(crate) http: Http,
    pub(crate) layers: Layers,
    pub(crate) requests: Requests,
}

impl Config {
    pub(crate) fn check(given: BolnaBuilder) -> Result<Self, ConfigError> {
        let key = KeySource::check(given.api_key.ok_or(ConfigError::MissingApiKey)?)?;
        let base_url = given.base_url.as_deref().unwrap_or(bolna_api::BASE_URL);
        let base_url = base_url::check(base_url, given.allow_plain_http)?;
        let user_agent = user_agent(given.user_agent.as_deref().unwrap_or_default().trim())?;
        let headers = headers(&given.headers)?;
        let limits = [
            ("timeout", given.timeout),
            ("connect_timeout", given.connect_timeout),
            ("read_timeout", given.read_timeout),
        ];
        for (setting, limit) in limits {
            time_limit(setting, limit.unwrap_or(Duration::MAX))?;
        }
        let of_builder = [
            ("connect_timeout", given.connect_timeout.is_some()),
            ("read_timeout", given.read_timeout.is_some()),
            ("proxy", !given.proxies.is_empty()),
            ("configure_http", given.configure_http.is_some()),
        ];
        let http = match given.http_client {
            Some(client) => {
                if let Some((setting, _)) = of_builder.into_iter().find(|(_, is_given)| *is_given) {
                    return Err(ConfigError::HttpClientIsMade { setting });
                }
                if base_url.scheme() == "http" && !given.allow_plain_http {
                    return Err(ConfigError::PlainHttpByProxy {
                        host: base_url.host_str().unwrap_or_default().to_owned(),
                    });
                }
                Http::Given(client)
            }
            None => Http::Own(Settings {
                connect_timeout: given.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT),
                read_timeout: given.read_timeout,
                proxies: given.proxies,
                configure: given.configure_http,
            }),
        };
        Ok(Self {
            key,
            base_url,
            timeout: given.timeout.unwrap_or(DEFAULT_TIMEOUT),
            user_agent,
            headers,
            http,
            layers: given.layers,
            requests: given.requests,
        })
    }
}

/// A time limit that a request can keep.
pub(crate) fn time_limit(setting: &'static str, limit: Duration) -> Result<Duration, ConfigError> {
    if limit.is_zero() {
        Err(ConfigError::ZeroTimeout { setting })
    } else {
        Ok(limit)
    }
}

fn user_agent(suffix: &str) -> Result<HeaderValue, ConfigError> {
    match suffix {
        "" => Ok(HeaderValue::from_static(PRODUCT)),
        suffix => HeaderValue::try_from(format!("{PRODUCT} {suffix}")).map_err(|_| ConfigError::InvalidUserAgent),
    }
}

fn headers(given: &[(String, SecretString)]) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        let name = HeaderName::try_from(name.trim()).map_err(|_| ConfigError::InvalidHeaderName)?;
        if RESERVED.contains(&name) {
            return Err(ConfigError::ReservedHeader { name: name.to_string() });
        }
        let value = HeaderValue::try_from(value.expose_secret().trim());
        let mut value = value.map_err(|_| ConfigError::InvalidHeaderValue { name: name.to_string() })?;
        // What a gateway wants may be a secret, whatever its name is.
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::Bolna;

    fn with_key() -> BolnaBuilder {
        Bolna::builder().api_key("sa-hunter2")
    }

    fn from(vars: &'static [(&'static str, &'static str)]) -> BolnaBuilder {
        BolnaBuilder::from_vars(|name| {
            let (_, value) = vars.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(value))
        })
    }

    impl BolnaBuilder {
        fn checked(self) -> Result<Config, ConfigError> {
            Config::check(self)
        }
    }

    #[test]
    fn the_defaults_are_those_of_the_documentation() {
        let config = with_key().checked().unwrap();
        assert_eq!(config.base_url.as_str(), "https://api.bolna.ai/");
        assert_eq!(config.timeout, Duration::from_secs(30));
        assert_eq!(
            config.user_agent,
            format!("bolna-api-ext/{}", env!("CARGO_PKG_VERSION"))
        );
        assert!(config.headers.is_empty());
        assert_eq!(
            format!("{:?}", config.http),
            "Own { connect_timeout: 10s, read_timeout: None, proxies: 0, is_configured: false }"
        );
    }

    #[test]
    fn the_environment_gives_key_and_base_url() {
        let config = from(&[("BOLNA_API_KEY", "sa-1\n"), ("BOLNA_BASE_URL", "http://[::1]:8080/v9")]);
        let config = config.checked().unwrap();
        let KeySource::Fixed(key) = config.key else {
            panic!("{:?}", config.key)
        };
        assert_eq!(key.bearer().to_str().unwrap(), "Bearer sa-1");
        assert_eq!(config.base_url.as_str(), "http://[::1]:8080/v9");
    }

    #[test]
    fn a_blank_base_url_in_the_environment_is_none() {
        let config = from(&[("BOLNA_API_KEY", "sa-1"), ("BOLNA_BASE_URL", " ")]).checked();
        assert_eq!(config.unwrap().base_url.as_str(), "https://api.bolna.ai/");
    }

    #[test]
    fn no_key_and_an_empty_key_are_two_errors() {
        assert!(matches!(from(&[]).checked(), Err(ConfigError::MissingApiKey)));
        assert!(matches!(
            from(&[("BOLNA_API_KEY", "")]).checked(),
            Err(ConfigError::EmptyApiKey)
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_is_not_unicode_is_invalid() {
        use std::os::unix::ffi::OsStringExt;
        let builder = BolnaBuilder::from_vars(|_| Some(OsString::from_vec(b"sa-\xff".to_vec())));
        assert!(matches!(builder.checked(), Err(ConfigError::InvalidApiKey)));
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
            let error = builder.checked().unwrap_err();
            let text = error.to_string();
            assert!(text.contains("BOLNA_") && text.contains("Bolna::builder()."), "{text}");
            assert!(!text.contains("hunter2") && !text.contains('\n'), "{text}");
            assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        }
    }

    #[test]
    fn a_user_agent_is_an_addition() {
        let config = with_key().user_agent(" night-shift/2.1 ").checked().unwrap();
        let value = config.user_agent;
        assert!(value.to_str().unwrap().ends_with(" night-shift/2.1"));
        assert!(value.to_str().unwrap().starts_with("bolna-api-ext/"));
        assert!(matches!(
            with_key().user_agent("a\r\nb").checked(),
            Err(ConfigError::InvalidUserAgent)
        ));
    }

    #[test]
    fn a_time_limit_of_zero_is_none_that_could_be_kept() {
        let zero = Duration::ZERO;
        for (builder, setting) in [
            (with_key().timeout(zero), "timeout"),
            (with_key().connect_timeout(zero), "connect_timeout"),
            (with_key().read_timeout(zero), "read_timeout"),
        ] {
            let error = builder.checked().unwrap_err();
            assert!(
                error.to_string().contains(&format!("Bolna::builder().{setting}(..)")),
                "{error}"
            );
        }
        assert!(with_key().timeout(Duration::MAX).checked().is_ok());
    }

    #[test]
    fn headers_are_sensitive_and_the_last_of_a_name_counts() {
        let config = with_key()
            .header("X-Gateway-Token", "hunter1")
            .header("x-gateway-token", " hunter2\n")
            .header("x-team", "billing")
            .checked()
            .unwrap();
        assert_eq!(config.headers["x-gateway-token"], "hunter2");
        assert!(config.headers["x-gateway-token"].is_sensitive());
        assert!(config.headers["x-team"].is_sensitive());
        assert_eq!(config.headers.len(), 2);
        assert!(!format!("{config:?}").contains("hunter"), "{config:?}");
    }

    #[test]
    fn a_header_that_is_none_or_somebody_elses_is_refused() {
        let refused = [
            with_key().header("x gateway hunter2", "1"),
            with_key().header("x-gateway", "hunter2\r\nx-more: 1"),
            with_key().header("Authorization", "Bearer hunter2"),
            with_key().header("user-agent", "hunter2"),
            with_key().header("transfer-encoding", "hunter2"),
        ];
        for builder in refused {
            let error = builder.checked().unwrap_err();
            assert!(error.to_string().contains("Bolna::builder().header(..)"), "{error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let builder = with_key()
            .base_url("https://me:hunter2@api.bolna.ai")
            .header("x-gateway-token", "hunter2")
            .proxy(reqwest::Proxy::all("http://me:hunter2@proxy.example").unwrap());
        assert!(!format!("{builder:?}").contains("hunter2"), "{builder:?}");
        let config = builder.base_url("https://api.bolna.ai").checked().unwrap();
        assert!(!format!("{config:?}").contains("hunter2"), "{config:?}");
    }
}
