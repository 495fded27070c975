#![cfg(feature = "pattern")]

use super::*;

const PLACE: Place<'_> = Place::Property(&Place::Root, "it");

fn words_of(checked: Result<(), Violation>) -> String {
    checked.unwrap_err().rule().to_owned()
}

#[test]
fn a_pattern_is_one_of_ecma_262() {
    let number = r"^\+[1-9]\d{1,14}$";
    assert!(pattern("+14155550100", &PLACE, number).is_ok());
    assert_eq!(
        words_of(pattern("hunter2", &PLACE, number)),
        r"must match `^\+[1-9]\d{1,14}$`, and does not"
    );
    // Lookahead, a class by name, and no anchor.
    assert!(pattern("xx 7", &PLACE, r"(?=.*\p{Nd})x").is_ok());
    // An escape that the flag `u` knows nothing of.
    assert!(pattern("a-b", &PLACE, r"^[a\-b]+\-?b$").is_ok());
}

#[test]
fn a_pattern_that_is_none_is_said_to_be_none() {
    assert_eq!(
        words_of(pattern("a", &PLACE, "(")),
        "the contract's pattern `(` is no regular expression"
    );
}
