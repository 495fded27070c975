//! Where requests may go: over TLS, or to this machine.

use url::{Host, Url};

use crate::config_error::ConfigError;

/// A base URL that the key may be sent to.
pub(crate) fn check(text: &str, allow_plain_http: bool) -> Result<Url, ConfigError> {
    let url = Url::parse(text.trim()).map_err(ConfigError::InvalidBaseUrl)?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(ConfigError::UnsupportedScheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::CredentialsInBaseUrl);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(ConfigError::QueryInBaseUrl);
    }
    if url.scheme() == "http" && !is_loopback(&url) && !allow_plain_http {
        return Err(ConfigError::PlainHttp {
            host: url.host_str().unwrap_or_default().to_owned(),
        });
    }
    Ok(url)
}

/// Whether the URL names this machine: 127.0.0.0/8 (RFC 1122, section 3.2.1.3), `::1` (RFC 4291, section 2.5.3) or
/// `localhost` (RFC 6761, section 6.3).
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        check(text, false).unwrap_err().to_string()
    }

    #[test]
    fn https_goes_anywhere() {
        for text in [
            "https://api.bolna.ai",
            "https://10.0.0.1:8443/bolna/",
            " https://api.bolna.ai\n",
        ] {
            assert!(check(text, false).is_ok(), "{text}");
        }
    }

    #[test]
    fn plain_http_goes_to_this_machine_only() {
        for text in [
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://LocalHost:3000/v1",
        ] {
            assert!(check(text, false).is_ok(), "{text}");
        }
        for text in [
            "http://api.bolna.ai",
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0",
        ] {
            assert!(
                matches!(check(text, false), Err(ConfigError::PlainHttp { .. })),
                "{text}"
            );
            assert!(check(text, true).is_ok(), "{text}");
        }
    }

    #[test]
    fn only_http_and_https_are_schemes() {
        for text in [
            "ftp://api.bolna.ai",
            "file:///etc/passwd",
            "api.bolna.ai:443",
            "localhost:8080",
        ] {
            assert!(
                matches!(check(text, true), Err(ConfigError::UnsupportedScheme)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_url_is_refused() {
        for text in [
            "",
            "api.bolna.ai",
            "https://",
            "https://api.bolna.ai:port",
            "https://[::1",
        ] {
            assert!(
                matches!(check(text, true), Err(ConfigError::InvalidBaseUrl(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn credentials_are_refused_and_not_repeated() {
        for text in [
            "https://me:hunter2@api.bolna.ai",
            "https://hunter2@api.bolna.ai",
            "http://:hunter2@10.0.0.1",
        ] {
            assert!(
                matches!(check(text, false), Err(ConfigError::CredentialsInBaseUrl)),
                "{text}"
            );
            assert!(!refusal(text).contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_query_or_a_fragment_is_refused() {
        for text in [
            "https://api.bolna.ai?key=hunter2",
            "https://api.bolna.ai/?",
            "https://api.bolna.ai/#hunter2",
        ] {
            assert!(matches!(check(text, false), Err(ConfigError::QueryInBaseUrl)), "{text}");
            assert!(!refusal(text).contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_key_in_the_place_of_the_url_is_not_repeated() {
        for text in ["sa-hunter2", "sa:hunter2", "https://me:hunter2@:443"] {
            assert!(!refusal(text).contains("hunter2"), "{text}");
        }
    }
}
