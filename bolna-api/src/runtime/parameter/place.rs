//! Path, query, header and cookie; and servers of operations.

use reqwest::Url;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::expand::expand;
use super::style::{Style, Way};
use crate::wire::Violation;

/// A path parameter, as it stands in the path.
///
/// # Errors
///
/// Nothing is left of it, or it would lead to another path (RFC 3986, section 5.2.4).
pub fn path(name: &'static str, way: Way, value: &impl Serialize) -> Result<String, Violation> {
    let grammar = way.style.grammar();
    // JSON is a value like any other in a path: the template says where it stands.
    let parts = if way.style == Style::Json {
        let parts = expand(name, way, value)?;
        parts
            .iter()
            .filter_map(|part| part.split_once('='))
            .map(|(_, value)| value.to_owned())
            .collect()
    } else {
        expand(name, way, value)?
    };
    if parts.is_empty() {
        return Err(Violation::new(name, "part of the path, and it is empty"));
    }
    let expanded = format!("{}{}", grammar.first, parts.join(grammar.separator));
    match expanded.as_str() {
        "" => Err(Violation::new(name, "part of the path, and it is empty")),
        "." | ".." => Err(Violation::new(
            name,
            "part of the path, and `.` and `..` lead to another one",
        )),
        _ => Ok(expanded),
    }
}

/// Appends a query parameter to a URL.
///
/// # Errors
///
/// The style cannot send the value.
pub fn query(url: &mut String, name: &'static str, way: Way, value: &impl Serialize) -> Result<(), Violation> {
    for part in expand(name, way, value)? {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&part);
    }
    Ok(())
}

/// Adds a header parameter.
///
/// # Errors
///
/// The value cannot be a header (RFC 9110, section 5.5), or the style cannot send it.
pub fn header(headers: &mut HeaderMap, name: &'static str, way: Way, value: &impl Serialize) -> Result<(), Violation> {
    let parts = expand(name, way.unencoded(), value)?;
    if parts.is_empty() {
        return Ok(());
    }
    let mut joined = parts.join(way.style.grammar().separator);
    if way.style == Style::Json {
        joined = joined
            .split_once('=')
            .map(|(_, json)| json.to_owned())
            .unwrap_or_default();
    }
    let value = HeaderValue::try_from(joined).map_err(|_| {
        Violation::new(
            name,
            "a value without line breaks and other control characters: it goes out as a header",
        )
    })?;
    let header = HeaderName::try_from(name).map_err(|_| Violation::new(name, "a name that a header can have"))?;
    headers.append(header, value);
    Ok(())
}

/// Adds a cookie parameter to the one header that all cookies are in (RFC 6265, section 5.4). It is taken for a secret.
///
/// # Errors
///
/// The style cannot send the value.
pub fn cookie(headers: &mut HeaderMap, name: &'static str, way: Way, value: &impl Serialize) -> Result<(), Violation> {
    let mut cookies: Vec<String> = headers
        .get(COOKIE)
        .and_then(|cookies| cookies.to_str().ok())
        .map(str::to_owned)
        .into_iter()
        .collect();
    cookies.extend(expand(name, way, value)?);
    if cookies.is_empty() {
        return Ok(());
    }
    let mut value = HeaderValue::try_from(cookies.join("; "))
        .map_err(|_| Violation::new(name, "a value that a cookie can have"))?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}

/// The server of an operation that has one of its own: its URL, without a slash at its end. One that is relative is so to the base URL.
///
/// # Errors
///
/// The base URL cannot be used.
pub fn server(base_url: &str, own: &'static str) -> Result<String, Violation> {
    let joined = Url::parse(&format!("{base_url}/")).and_then(|base| base.join(own));
    let url = joined.map_err(|error| Violation::new("base URL", format_args!("a base for `{own}`: {error}")))?;
    Ok(url.as_str().trim_end_matches('/').to_owned())
}
