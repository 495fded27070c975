//! Documents in the smallest form that a test needs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use serde_json::Value;

use super::OperationKey;
use super::source::Source;

/// `text` without the indentation of the test.
pub(super) fn dedent(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indents = text.lines().filter(|line| !line.trim().is_empty());
    let indent = indents
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines = text.lines().map(|line| line.get(indent..).unwrap_or_default());
    format!("{}\n", lines.collect::<Vec<_>>().join("\n").trim_end())
}

pub(super) fn value(text: &str) -> Value {
    document::load_text("test.yaml", &dedent(text), 0).unwrap().value
}

/// A page whose fence begins in line 9.
pub(super) fn page(text: &str) -> Source {
    let text = dedent(text);
    let document = document::load_text("page.md", &text, 9).unwrap();
    let operation = OperationKey::all(&document.value).into_iter().next();
    Source {
        name: "page.md".to_owned(),
        cited: "a page".to_owned(),
        text,
        above: 9,
        document,
        operation,
        is_listed: false,
    }
}
