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
