//! Texts that people wrote, on one line.

use std::borrow::Cow;

/// A text on one line, in which nothing steers a terminal: neither control characters nor those that turn the direction of a text
/// around (UAX #9, section 2).
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(is_steering) {
        text.replace(is_steering, "\u{fffd}").into()
    } else {
        text.into()
    }
}

fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal_or_breaks_a_line() {
        assert_eq!(one_line("a\u{1b}[31m\nb\u{202e}c\u{2028}\u{61c}"), "a�[31m�b�c��");
        assert!(matches!(one_line("日本 é"), Cow::Borrowed("日本 é")));
    }
}
