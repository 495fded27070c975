//! Comparing phone numbers as the platform compares them.

/// Characters between digits that say nothing: those of RFC 3966 (`visual-separator`), and spaces.
fn is_separator(character: char) -> bool {
    matches!(character, '-' | '.' | '(' | ')' | '/') || character.is_whitespace()
}

/// Whether two texts are the same number: separators do not count, nor does a `+` at the start. What has anything else in it is no number,
/// and the same as itself alone.
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
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let is_number = text
        .chars()
        .all(|character| character.is_ascii_digit() || is_separator(character));
    let has_digits = text.contains(|character: char| character.is_ascii_digit());
    (is_number && has_digits).then(|| text.chars().filter(char::is_ascii_digit))
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
