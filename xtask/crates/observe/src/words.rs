//! What may be printed of a recording: words of a vocabulary, never data.

/// Whether a value or the name of a property looks like a word of a vocabulary: a letter, then up to 31 letters, digits, `_`
/// and `-`, and no run of four digits, which ids and phone numbers have.
pub(crate) fn is_word(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let digits = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
    text.len() <= 32
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(allowed)
        && digits < Some(4)
}

/// A path of which nothing but words is left: what is none, or has a digit and is no version, is `{}`.
pub(crate) fn path(path: &str) -> String {
    let shown = |segment: &str| {
        let version = segment.strip_prefix('v').is_some_and(|rest| rest.len() == 1);
        if segment.is_empty() || version || (is_word(segment) && !segment.contains(|c: char| c.is_ascii_digit())) {
            segment.to_owned()
        } else {
            "{}".to_owned()
        }
    };
    path.split('/').map(shown).collect::<Vec<_>>().join("/")
}
