//! The HTTP client behind [`Fetch`].

use std::time::Duration;

use chrono::{DateTime, Utc};
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};
use url::Url;

use intake::fetch::{Answer, Fault, Fetch, is_loopback};

/// Fetches over the network.
pub struct Client {
    /// Honours the proxies of the environment.
    outside: Agent,
    /// This machine is never asked through a proxy.
    here: Agent,
}

impl Client {
    /// A client that gives up an exchange, its body included, after `timeout`.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        let config = || {
            Config::builder()
                .timeout_global(Some(timeout))
                // The rules of redirects are ours.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .user_agent("cargo-xtask-vendor")
                .accept("text/markdown, application/yaml, application/json, text/plain;q=0.9, */*;q=0.5")
                // With the certificates of the platform, as `cargo` itself.
                .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        };
        Self {
            outside: config().build().new_agent(),
            here: config().proxy(None).build().new_agent(),
        }
    }
}

impl Fetch for Client {
    fn get(&self, url: &Url, limit: u64) -> Result<Answer, Fault> {
        let agent = if is_loopback(url) { &self.here } else { &self.outside };
        let mut response = agent.get(url.as_str()).call().map_err(fault)?;
        let location = response.headers().get("location");
        let location = location.and_then(|location| location.to_str().ok()).map(str::to_owned);
        let status = response.status().as_u16();
        let retry_after = response.headers().get("retry-after");
        let retry_after = retry_after.and_then(|value| wait(value.to_str().ok()?, Utc::now()));
        if response.body().content_length().is_some_and(|length| length > limit) {
            return Err(Fault::TooLarge);
        }
        let body = match status {
            200 => response
                .body_mut()
                .with_config()
                .limit(limit)
                .read_to_vec()
                .map_err(fault)?,
            _ => Vec::new(),
        };
        Ok(Answer {
            status,
            location,
            retry_after,
            body,
        })
    }

    fn pause(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// How long `Retry-After` wants to be waited (RFC 9110 section 10.2.3): seconds, or a date.
fn wait(value: &str, now: DateTime<Utc>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(value.trim()).ok()?;
    Some((date.to_utc() - now).to_std().unwrap_or_default())
}

fn fault(error: Error) -> Fault {
    match error {
        Error::BodyExceedsLimit(_) => Fault::TooLarge,
        Error::Timeout(_) => Fault::Failed("no answer in time".to_owned()),
        Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            Fault::Failed("no answer in time".to_owned())
        }
        error => Fault::Failed(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-11-26T12:00:00Z").unwrap().to_utc();
        let waited = |value| wait(value, now).map(|duration| duration.as_secs());
        assert_eq!(waited("120"), Some(120));
        assert_eq!(waited("Thu, 26 Nov 2026 12:00:30 GMT"), Some(30));
        assert_eq!(
            waited("Thu, 26 Nov 2026 11:00:00 GMT"),
            Some(0),
            "a date that has passed"
        );
        assert_eq!(waited("soon"), None);
    }
}
