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
mod tests {
    use super::*;

    #[test]
    fn whitespace_and_control_characters_become_single_spaces() {
        assert_eq!(flatten(" one\r\n\ttwo\u{0}\u{2028}three \u{7f}"), "one two three");
        assert_eq!(flatten("\u{1b}[2Jgone"), "[2Jgone");
        assert_eq!(flatten("a\u{202e}b"), "a b");
        assert_eq!(flatten(" \n "), "");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(cut("üüü", 3), "üüü");
        assert_eq!(cut("üüüü", 3), "üüü…");
        assert_eq!(cut("ü ü", 2), "ü…");
    }
}
