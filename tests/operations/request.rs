//! A request as a person reviews it.

use serde_json::Value;

use crate::server::KEY;

/// The first line, the headers in order of their names, without what differs from run to run; the body, JSON with one
/// property a line.
pub(crate) fn outline(received: &str) -> String {
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let boundary = head.split("boundary=").nth(1).map(|rest| rest.lines().next().unwrap());
    let readable = |text: &str| match boundary {
        Some(boundary) => text.replace(boundary, "[boundary]").replace("\r\n", "\n"),
        None => text.to_owned(),
    };
    let mut lines = head.lines();
    let mut text = lines.next().unwrap().to_owned();
    let mut headers: Vec<String> = lines
        .map(|line| match line.strip_prefix("host: ") {
            Some(_) => "host: [address]".to_owned(),
            None => readable(&line.replace(KEY, "[key]")),
        })
        .collect();
    headers.sort();
    for header in headers {
        text.extend(["\n", &header]);
    }
    if !body.is_empty() {
        text.extend(["\n\n", &indented(body).unwrap_or_else(|| readable(body))]);
    }
    text
}

/// JSON with one property a line; nothing but spaces is added.
fn indented(body: &str) -> Option<String> {
    let value: Value = serde_json::from_str(body).ok()?;
    assert_eq!(value.to_string(), body, "the body is not what the outline shows");
    serde_json::to_string_pretty(&value).ok()
}
