//! Media types (RFC 9110 section 8.3.1), as far as choosing among them needs.

use serde_json::{Map, Value};

/// The type and subtype in lower case, without parameters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// Whether it is JSON: `application/json` or a type with the suffix `+json` (RFC 6839 section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}

/// The name of the JSON among `content`: the plain one before those with a suffix, and a range such as `*/*` last.
pub(crate) fn json(content: &Map<String, Value>) -> Option<String> {
    let rank = |name: &&String| match essence(name).as_str() {
        "application/json" => 0,
        essence if essence.contains('*') => 2,
        _ => 1,
    };
    content.keys().filter(|name| is_json(name)).min_by_key(rank).cloned()
}
