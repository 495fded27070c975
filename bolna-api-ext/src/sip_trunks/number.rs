//! Comparing phone numbers as the platform compares them.

/// Characters between digits that say nothing: those of RFC 3966 (`visual-separator`), and what comes along when a number is
/// copied from a page: spaces, other dashes, marks of direction.
fn is_separator(character: char) -> bool {
    matches!(character, '-' | '.' | '(' | ')' | '/')
        || matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || character.is_whitespace()
}

/// Whether two texts are the same number: separators do not count, nor do a `+` at the start, and `tel:` before it with parameters behind
/// it (RFC 3966, section 3). What has anything else in it is no number, and the same as itself alone.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    match (digits(a), digits(b)) {
        (Some(a), Some(b)) => a.eq(b),
        _ => a == b,
    }
}

/// What all spellings of a number have in common: its digits, or the text of what is none.
pub(super) fn normal(number: &str) -> String {
    digits(number).map_or_else(|| number.to_owned(), Iterator::collect)
}

/// The digits of a number; `None` for what is none.
fn digits(text: &str) -> Option<impl Iterator<Item = char>> {
    let text = subscriber(text).trim_start_matches(is_separator);
    let text = text.strip_prefix('+').unwrap_or(text);
    let is_number = text
        .chars()
        .all(|character| character.is_ascii_digit() || is_separator(character));
    let has_digits = text.contains(|character: char| character.is_ascii_digit());
    (is_number && has_digits).then(|| text.chars().filter(char::is_ascii_digit))
}

/// The number of a `tel:` URI; any other text as it is.
fn subscriber(text: &str) -> &str {
    let scheme = |text: &str| text.eq_ignore_ascii_case("tel");
    match text.trim().split_once(':') {
        Some((before, number)) if scheme(before) => number.split(';').next().unwrap_or(number),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_and_separators_do_not_count() {
        for number in [
            "+14155550100",
            "14155550100",
            "+1 (415) 555-0100",
            "1.415.555.0100",
            " +1\u{a0}415/5550100 ",
            "tel:+1-415-555-0100",
            "TEL:+14155550100;ext=7",
            "\u{202a}+1\u{2011}415\u{2011}5550100\u{202c}",
        ] {
            assert!(is_same(number, "+14155550100"), "{number}");
        }
    }

    #[test]
    fn another_number_is_another_one() {
        for number in [
            "+1415555010",
            "0014155550100",
            "4155550100",
            "+14155550100x1",
            "sip:+14155550100",
            "+14155550100;ext=7",
            "1+4155550100",
            "tel:",
            "",
            "+",
            "-",
        ] {
            assert!(!is_same(number, "+14155550100"), "{number}");
        }
        assert!(is_same("front-desk", "front-desk"));
        assert!(!is_same("", "-"));
    }
}
