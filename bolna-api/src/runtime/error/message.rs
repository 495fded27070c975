//! Where the reason stands in what a server answers.
//!
//! Whatever a document describes, the framework behind an API and the proxies in front of it answer with shapes of their
//! own. Every shape that was seen has a test below.

use serde_json::{Map, Value};

use super::one_line::flatten;

/// The server's own message, in one line and in full length; `None` for a body that says nothing. `json` is the body if
/// it is JSON.
pub(super) fn find(json: Option<&Value>, body: &str, is_html: bool) -> Option<String> {
    let text = match json {
        Some(Value::String(text)) => text.clone(),
        // Nothing, in JSON.
        Some(Value::Null) => return None,
        Some(Value::Array(items)) if items.is_empty() => return None,
        Some(Value::Object(fields)) if fields.is_empty() => return None,
        // A status or an id alone is no reason, but all there is.
        Some(value) => of_json(value).unwrap_or_else(|| value.to_string()),
        None if is_html || body.trim_start().starts_with('<') => of_html(body),
        None => body.to_owned(),
    };
    Some(flatten(&text)).filter(|text| !text.is_empty())
}

pub(super) fn of_json(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => non_empty(text),
        Value::Array(items) => join(items.iter().filter_map(of_item), "; "),
        Value::Object(fields) => of_object(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// What happened, and then what exactly, as far as the object says either.
fn of_object(fields: &Map<String, Value>) -> Option<String> {
    let first = |names: &[&str]| names.iter().find_map(|name| of_json(fields.get(*name)?));
    let what = first(&["message", "error", "title", "msg"]);
    let exactly = first(&["detail", "details", "errors"]).or_else(|| {
        // Details of a shape of their own, as they are.
        let details = fields.get("details").or_else(|| fields.get("detail"))?;
        (!details.is_null()).then(|| details.to_string())
    });
    match (what, exactly) {
        (Some(what), Some(exactly)) if what != exactly => Some(format!("{what}: {exactly}")),
        (what, exactly) => what.or(exactly),
    }
}

/// One of several reasons: a string, or what the validator of the web framework says, `{"loc": [..], "msg": ..}`.
fn of_item(item: &Value) -> Option<String> {
    let Value::Object(fields) = item else {
        return of_json(item);
    };
    let reason = fields.get("msg").and_then(of_json).or_else(|| of_object(fields))?;
    match fields.get("loc").and_then(place) {
        Some(place) => Some(format!("{place}: {reason}")),
        None => Some(reason),
    }
}

/// `["body", "gateways", 0, "port"]` as `body.gateways[0].port`.
pub(super) fn place(loc: &Value) -> Option<String> {
    let mut place = String::new();
    for step in loc.as_array()? {
        match step {
            Value::String(name) if place.is_empty() => place.push_str(name),
            Value::String(name) => place.extend([".", name]),
            other => place.push_str(&format!("[{other}]")),
        }
    }
    (!place.is_empty()).then_some(place)
}

fn non_empty(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

fn join(parts: impl Iterator<Item = String>, separator: &str) -> Option<String> {
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}

/// The title of a page, or else its text.
fn of_html(page: &str) -> String {
    let text = match element(page, "title") {
        Some((_, title, _)) if !title.trim().is_empty() => title.to_owned(),
        _ => without_tags(&without(&without(page, "script"), "style")),
    };
    // The entities of an error page, `&amp;` last so that nothing is decoded twice.
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (entity, character)| text.replace(entity, character))
}

/// What stands before, in, and after the first element of this name, in whatever case it is written.
fn element<'p>(page: &'p str, name: &str) -> Option<(&'p str, &'p str, &'p str)> {
    // Lowering ASCII moves no byte, so that a position in one is a position in the other.
    let lower = page.to_ascii_lowercase();
    let start = lower.find(&format!("<{name}"))?;
    let inner = start + lower.get(start..)?.find('>')? + 1;
    let end = inner + lower.get(inner..)?.find(&format!("</{name}"))?;
    let after = end + lower.get(end..)?.find('>')? + 1;
    Some((page.get(..start)?, page.get(inner..end)?, page.get(after..)?))
}

/// The page without the elements of this name.
fn without(page: &str, name: &str) -> String {
    let mut rest = page;
    let mut kept = String::new();
    while let Some((before, _, after)) = element(rest, name) {
        kept.push_str(before);
        rest = after;
    }
    kept + rest
}

fn without_tags(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in page.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                // Two paragraphs are two words.
                text.push(' ');
            }
            _ if inside => {}
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests;
