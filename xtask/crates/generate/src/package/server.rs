//! Where an API is, as far as its document says.

use lower::servers::{is_absolute, url};
use serde_json::Value;

/// The URL of the first server that has a scheme and a host, its variables replaced by their defaults; empty when there
/// is none. A slash at its end goes, as the paths begin with one.
pub(super) fn base_url(document: &Value) -> String {
    let servers = document.get("servers").and_then(Value::as_array);
    servers
        .into_iter()
        .flatten()
        .filter_map(url)
        .find(|url| is_absolute(url))
        .map(|url| url.trim_end_matches('/').to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn the_first_absolute_server_counts() {
        let of = |servers| super::base_url(&json!({ "servers": servers }));
        assert_eq!(
            of(json!([{"url": "/v1"}, {"url": "https://a.example/v1/"}])),
            "https://a.example/v1"
        );
        assert_eq!(
            of(json!([{"url": "https://{region}.a.example", "variables": {"region": {"default": "eu"}}}])),
            "https://eu.a.example"
        );
        for none in [
            json!([]),
            json!([{"url": "/"}]),
            json!([{"url": "https://{open}"}]),
            json!(1),
        ] {
            assert_eq!(of(none), "");
        }
    }
}
