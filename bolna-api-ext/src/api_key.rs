//! The API key: checked before it is used, shown never.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bolna_api::transport::BoxFuture;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::config_error::ConfigError;

/// A key that can go into an `Authorization` header.
#[derive(Clone)]
pub(crate) struct ApiKey {
    bearer: HeaderValue,
}

impl ApiKey {
    /// Whitespace around the key is no part of it: a key that was read from a file ends with a newline. Inside, only
    /// visible ASCII is a token (RFC 6750, section 2.1, is narrower still; the API does not promise to be).
    pub(crate) fn new(given: &SecretString) -> Result<Self, ConfigError> {
        let key = given.expose_secret().trim();
        if key.is_empty() {
            return Err(ConfigError::EmptyApiKey);
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ConfigError::InvalidApiKey);
        }
        let mut bearer = HeaderValue::try_from(format!("Bearer {key}")).map_err(|_| ConfigError::InvalidApiKey)?;
        // Loggers print a sensitive value as `Sensitive`, and HTTP/2 keeps it out of its compression table.
        bearer.set_sensitive(true);
        Ok(Self { bearer })
    }

    /// The value of the `Authorization` header, marked as sensitive.
    pub(crate) fn bearer(&self) -> HeaderValue {
        self.bearer.clone()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey([redacted])")
    }
}

/// A function that gives a key.
pub(crate) type Provider =
    Arc<dyn Fn() -> BoxFuture<'static, Result<SecretString, Box<dyn StdError + Send + Sync>>> + Send + Sync>;

/// Where the key comes from, as it was given.
#[derive(Clone)]
pub(crate) enum GivenKey {
    Fixed(SecretString),
    Provided(Provider),
}

/// Where the key of a request comes from.
#[derive(Clone)]
pub(crate) enum KeySource {
    /// The same for all.
    Fixed(ApiKey),
    /// Asked for each.
    Provided(Provider),
}

impl KeySource {
    /// A key that is there is checked.
    pub(crate) fn check(given: GivenKey) -> Result<Self, ConfigError> {
        match given {
            GivenKey::Fixed(key) => ApiKey::new(&key).map(Self::Fixed),
            GivenKey::Provided(provider) => Ok(Self::Provided(provider)),
        }
    }

    /// The key of the next request.
    pub(crate) async fn key(&self) -> Result<ApiKey, ConfigError> {
        match self {
            Self::Fixed(key) => Ok(key.clone()),
            Self::Provided(provider) => {
                let key = provider().await.map_err(ConfigError::ApiKeyProvider)?;
                ApiKey::new(&key)
            }
        }
    }
}

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(key) => key.fmt(f),
            Self::Provided(_) => f.write_str("Provided(..)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Result<ApiKey, ConfigError> {
        ApiKey::new(&SecretString::from(text))
    }

    #[test]
    fn whitespace_around_the_key_is_no_part_of_it() {
        let bearer = key(" sa-123\r\n").unwrap().bearer();
        assert_eq!(bearer.to_str().unwrap(), "Bearer sa-123");
    }

    #[test]
    fn a_key_of_nothing_is_empty() {
        assert!(matches!(key(""), Err(ConfigError::EmptyApiKey)));
        assert!(matches!(key(" \t\n"), Err(ConfigError::EmptyApiKey)));
    }

    #[test]
    fn a_key_that_is_no_token_is_invalid() {
        for text in ["Bearer sa-123", "sa\n123", "sa\u{0}123", "schlüssel", "sa\u{fffd}"] {
            assert!(matches!(key(text), Err(ConfigError::InvalidApiKey)), "{text:?}");
        }
    }

    #[test]
    fn no_debug_shows_the_key() {
        let key = key("sa-123").unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey([redacted])");
        assert_eq!(format!("{:?}", key.bearer()), "Sensitive");
    }
}
