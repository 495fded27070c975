//! A server's text, made fit for one line on a terminal.

use std::borrow::Cow;

/// The text in one line: every run of whitespace and of what steers a terminal is one space.
pub(super) fn flatten(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || steers(c))
        .filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Control characters, which begin escape sequences, and the characters that turn the direction of writing (UAX #9),
/// which make a text read as another one.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text, or of a longer one its first `most` characters and an ellipsis.
pub(super) fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => text.into(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()).into(),
    }
}

#[cfg(test)]
mod tests;
