//! Where an API is, as far as its document says.

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

fn url(server: &Value) -> Option<String> {
    let url = server.get("url")?.as_str()?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    Some(variables.into_iter().flatten().fold(url, |url, (name, variable)| {
        let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
        url.replace(&format!("{{{name}}}"), default)
    }))
}

fn is_absolute(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !host.contains(['{', '}', ' ', '"', '\\']))
        && !url.chars().any(char::is_control)
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
