//! `application/x-www-form-urlencoded`, as a browser sends a form (URL Standard, section 5.2).

use std::fmt::Write as _;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use crate::operation::Invalid;

/// A request with the properties of an object as the fields of a form. The elements of an array have a field each, and so
/// have the properties of an object, `outer[inner]`; null is an empty field.
#[allow(dead_code, reason = "a document may have no such form")]
pub(crate) fn form<T: Serialize>(
    request: reqwest::RequestBuilder,
    body: &T,
) -> Result<reqwest::RequestBuilder, Invalid> {
    let body = serde_json::to_value(body).map_err(|error| Invalid(format!("the body cannot be written: {error}")))?;
    let Value::Object(properties) = body else {
        return Err(Invalid("the body is no object, which a form is made of".to_owned()));
    };
    let mut form = String::new();
    for (name, value) in &properties {
        append(&mut form, name, value);
    }
    let media_type = HeaderValue::from_static("application/x-www-form-urlencoded");
    Ok(request.header(CONTENT_TYPE, media_type).body(form))
}

fn append(form: &mut String, name: &str, value: &Value) {
    match value {
        Value::Null => append_field(form, name, ""),
        Value::Bool(value) => append_field(form, name, if *value { "true" } else { "false" }),
        Value::Number(value) => append_field(form, name, &value.to_string()),
        Value::String(value) => append_field(form, name, value),
        Value::Array(items) => items.iter().for_each(|item| append(form, name, item)),
        Value::Object(properties) => {
            for (inner, value) in properties {
                append(form, &format!("{name}[{inner}]"), value);
            }
        }
    }
}

fn append_field(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    encode(form, name);
    form.push('=');
    encode(form, value);
}

fn encode(form: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => form.push('+'),
            b'*' | b'-' | b'.' | b'_' => form.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => form.push(char::from(byte)),
            // Writing to a string does not fail.
            byte => drop(write!(form, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests;
