//! What must not be shown, and taking it out of texts.
//!
//! The transport remembers the sensitive headers of the requests that pass it; whatever an error shows is redacted with
//! them.

use std::borrow::Cow;

use progenitor_client::encode_path;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use crate::generated::SECRET_PROPERTIES;

/// What stands where a secret stood.
pub(crate) const REDACTED: &str = "[redacted]";

/// Headers that hold secrets, marked as such or not.
const HEADERS: [&str; 7] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "set-cookie",
    "set-cookie2",
    "x-api-key",
    "x-auth-token",
];

/// A shorter secret occurs inside of words: only where it is a word of its own it is taken for the secret.
const SHORT: usize = 8;

/// Whether a header holds a secret by its name.
pub(crate) fn is_secret(name: &HeaderName) -> bool {
    HEADERS.contains(&name.as_str())
}

/// Whether a property of JSON is a secret: the contract marks it as a password, or its name says that it is one.
fn is_secret_property(name: &str, value: &Value) -> bool {
    const NAMES: [&str; 9] = [
        "apikey",
        "authorization",
        "cookie",
        "credential",
        "passphrase",
        "passwd",
        "password",
        "privatekey",
        "secret",
    ];
    let plain = || name.to_ascii_lowercase().replace(['-', '_'], "");
    let says = |plain: String| NAMES.iter().any(|word| plain.contains(word)) || plain.ends_with("token");
    SECRET_PROPERTIES.contains(&name) || (value.is_string() && says(plain()))
}

/// Takes the secrets out of JSON, wherever they are; says whether there was one. Validators repeat what they refuse.
pub(crate) fn redact_properties(value: &mut Value) -> bool {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |found, item| redact_properties(item) | found),
        Value::Object(fields) => fields.iter_mut().fold(false, |found, (name, value)| {
            let is_secret = is_secret_property(name, value) && !value.is_null() && *value != REDACTED;
            if is_secret {
                *value = Value::from(REDACTED);
            }
            is_secret | redact_properties(value) | found
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The values of sensitive headers.
#[derive(Default)]
pub(crate) struct Secrets(Vec<HeaderValue>);

impl Secrets {
    /// Remembers the sensitive values among `headers`.
    pub(crate) fn remember(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            if (value.is_sensitive() || is_secret(name)) && !self.0.contains(value) {
                self.0.push(value.clone());
            }
        }
    }

    /// The text without any secret.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        (self.spellings().iter()).fold(Cow::Borrowed(text), |text, secret| match replace(&text, secret) {
            Some(redacted) => Cow::Owned(redacted),
            None => text,
        })
    }

    /// The same for a text that was cut somewhere, perhaps inside of a secret: what a secret begins with is taken off its
    /// end.
    pub(crate) fn redact_cut(&self, text: &str) -> String {
        let mut text = self.redact(text).into_owned();
        let spellings = self.spellings();
        let beginnings = spellings.iter().flat_map(|secret| {
            let lengths = (1..secret.len()).rev();
            lengths.filter_map(|length| secret.get(..length))
        });
        if let Some(start) = beginnings
            .filter(|start| text.ends_with(*start))
            .max_by_key(|start| start.len())
        {
            text.truncate(text.len() - start.len());
            text.push_str(REDACTED);
        }
        text
    }

    /// Redacts the strings of a JSON value, in which escapes do not hide a secret; says whether there was one.
    pub(crate) fn redact_json(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) => match self.redact(text) {
                Cow::Owned(redacted) => {
                    *text = redacted;
                    true
                }
                Cow::Borrowed(_) => false,
            },
            Value::Array(items) => items
                .iter_mut()
                .fold(false, |found, item| self.redact_json(item) | found),
            Value::Object(fields) => {
                let is_named = |name: &String| matches!(self.redact(name), Cow::Owned(_));
                let mut found = fields
                    .iter_mut()
                    .fold(false, |found, (_, item)| self.redact_json(item) | found);
                if fields.keys().any(is_named) {
                    let old = std::mem::take(fields);
                    fields.extend(
                        old.into_iter()
                            .map(|(name, item)| (self.redact(&name).into_owned(), item)),
                    );
                    found = true;
                }
                found
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Redacts the values of headers.
    pub(crate) fn redact_headers(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            if let Cow::Owned(redacted) = self.redact(&text) {
                *value = HeaderValue::try_from(redacted).unwrap_or(HeaderValue::from_static(REDACTED));
            }
        }
    }

    /// Each secret as it may occur in a text, the longest first: by itself, without the scheme before it (RFC 9110, section
    /// 11.4), as a value of a cookie, and percent-encoded.
    fn spellings(&self) -> Vec<String> {
        let mut spellings = Vec::new();
        for value in &self.0 {
            let text = String::from_utf8_lossy(value.as_bytes());
            let credentials = match text.trim().split_once(' ') {
                Some((scheme, rest)) if is_scheme(scheme) => rest.trim(),
                _ => text.trim(),
            };
            let cookies = credentials
                .split(';')
                .filter_map(|pair| pair.split_once('=').map(|(_, value)| value.trim()));
            // A token may end with `=`: what follows it is nothing.
            for secret in std::iter::once(credentials).chain(cookies.filter(|value| value.len() >= SHORT)) {
                let (path, query) = (encode_path(secret), percent_encoded(secret));
                spellings.extend([
                    secret.to_owned(),
                    path.to_lowercase(),
                    path,
                    query.to_lowercase(),
                    query,
                ]);
            }
        }
        // Redacting twice must not redact what was put in.
        spellings.retain(|secret| !secret.is_empty() && !REDACTED.contains(secret.as_str()));
        spellings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        spellings.dedup();
        spellings
    }
}

/// `Bearer`, `Basic`: a token (RFC 9110, section 5.6.2) that is none of a secret's own.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// With everything encoded that is not unreserved (RFC 3986, section 2.3).
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| match byte {
        b'-' | b'.' | b'_' | b'~' => encoded + char::from(byte).encode_utf8(&mut [0; 4]),
        byte if byte.is_ascii_alphanumeric() => encoded + char::from(byte).encode_utf8(&mut [0; 4]),
        byte => encoded + &format!("%{byte:02X}"),
    })
}

/// The text with the secret taken out; `None` if it is not in it.
fn replace(text: &str, secret: &str) -> Option<String> {
    let mut redacted = String::new();
    let mut kept = 0;
    for (at, _) in text.match_indices(secret) {
        let (before, after) = (text.get(..at)?, text.get(at + secret.len()..)?);
        let is_word = !before.ends_with(is_of_word) && !after.starts_with(is_of_word);
        if secret.len() >= SHORT || is_word {
            redacted.push_str(text.get(kept..at)?);
            redacted.push_str(REDACTED);
            kept = at + secret.len();
        }
    }
    if kept == 0 {
        return None;
    }
    redacted.push_str(text.get(kept..)?);
    Some(redacted)
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests;
