//! A request as a command line.

use reqwest::Request;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use serde_json::Value;

use crate::generated::SECRET_PROPERTIES;
use crate::runtime::secrets::{REDACTED, is_secret, redact_properties};

/// `curl` with the request, quoted for a POSIX shell. `placeholders` are headers that somebody adds later, as they may be
/// seen; a `$` in them is one of the shell.
pub(crate) fn command(request: &Request, placeholders: &[(HeaderName, String)]) -> String {
    let mut command = "curl".to_owned();
    let body = request.body();
    let implied = if body.is_some() { "POST" } else { "GET" };
    if request.method() != implied {
        command.push_str(&format!(" -X {}", request.method()));
    }
    command.push_str(&format!(" {}", quoted(request.url().as_str())));
    let form = body.and_then(|body| parts(body.as_bytes()?, request.headers().get(CONTENT_TYPE)?));
    for (name, value) in request.headers() {
        let is_placed = placeholders.iter().any(|(placed, _)| placed == name);
        // curl writes the boundary by itself.
        let is_of_form = form.is_some() && name == CONTENT_TYPE;
        let text = match value.to_str() {
            Ok(text) if !value.is_sensitive() && !is_secret(name) => text,
            _ => REDACTED,
        };
        if !is_placed && !is_of_form {
            command.push_str(&format!(" -H {}", quoted(&format!("{name}: {text}"))));
        }
    }
    for (name, value) in placeholders {
        command.push_str(&format!(" -H {}", expanded(&format!("{name}: {value}"))));
    }
    match (form, body.and_then(|body| body.as_bytes())) {
        (Some(form), _) => form
            .iter()
            .for_each(|(flag, part)| command.push_str(&format!(" {flag} {}", quoted(part)))),
        (None, Some(bytes)) => command.push_str(&format!(" --data-raw {}", quoted(&text(bytes)))),
        (None, None) if body.is_some() => command.push_str(" --data-binary @-"),
        (None, None) => {}
    }
    command
}

/// The body as text; of JSON the values of secret properties are left out.
fn text(bytes: &[u8]) -> String {
    match serde_json::from_slice(bytes) {
        Ok(json) => {
            let mut json: Value = json;
            redact_properties(&mut json);
            json.to_string()
        }
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The parts of a form (RFC 7578), each with the option that takes it as it is; `None` if it is none.
fn parts(body: &[u8], kind: &HeaderValue) -> Option<Vec<(&'static str, String)>> {
    let boundary = kind.to_str().ok()?.strip_prefix("multipart/form-data; boundary=")?;
    let body = String::from_utf8_lossy(body);
    let delimiter = format!("--{boundary}");
    let parts = body.split(&delimiter).filter_map(|part| {
        let (head, content) = part.split_once("\r\n\r\n")?;
        let content = content.strip_suffix("\r\n").unwrap_or(content);
        let attribute = |name: &str| head.split(&format!("; {name}=\"")).nth(1)?.split('"').next();
        let kind = head.lines().find_map(|line| line.strip_prefix("Content-Type: "));
        let kind = kind.map(|kind| format!(";type={kind}")).unwrap_or_default();
        let name = attribute("name")?;
        Some(match attribute("filename") {
            Some(file) => ("-F", format!("{name}=@{file}{kind}")),
            None if SECRET_PROPERTIES.contains(&name) => ("--form-string", format!("{name}={REDACTED}")),
            // To `-F`, a semicolon, an at sign and a less-than sign are no part of a value.
            None if kind.is_empty() => ("--form-string", format!("{name}={content}")),
            None => (
                "-F",
                format!(
                    "{name}=\"{}\"{kind}",
                    content.replace('\\', "\\\\").replace('"', "\\\"")
                ),
            ),
        })
    });
    Some(parts.collect())
}

/// A word of a POSIX shell (section 2.2.2), taken as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A word of a POSIX shell (section 2.2.3) in which variables are expanded.
fn expanded(text: &str) -> String {
    let escaped = (text.chars()).fold(String::new(), |mut escaped, character| {
        if matches!(character, '"' | '\\' | '`') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    });
    // A command is no variable.
    format!("\"{}\"", escaped.replace("$(", "\\$("))
}

#[cfg(test)]
mod tests;
