//! YAML 1.2 and JSON as documents: what the core schema makes of scalars, and what is refused.

use serde_json::json;

use super::{Document, Pointer, load};

fn yaml(text: &str) -> Document {
    load("a.yaml", text.as_bytes()).unwrap()
}

fn refused(text: &str) -> String {
    let failure = load("a.yaml", text.as_bytes()).unwrap_err();
    failure.to_string().lines().take(2).collect::<Vec<_>>().join("")
}

#[test]
fn only_the_words_of_yaml_1_2_are_not_strings() {
    let document = yaml("[no, yes, on, off, y, 'true', true, null, ~, 0o17, 017, 0x1F, 1_000, 12:30, 2024-01-01]");
    assert_eq!(
        document.value,
        json!([
            "no",
            "yes",
            "on",
            "off",
            "y",
            "true",
            true,
            null,
            null,
            15,
            17,
            31,
            "1_000",
            "12:30",
            "2024-01-01"
        ])
    );
}

#[test]
fn keys_are_the_text_that_was_written() {
    let document = yaml("200: a\nno: b\n1.0: c\nnull: d\n'quoted': e");
    assert_eq!(
        document.value,
        json!({"200": "a", "no": "b", "1.0": "c", "null": "d", "quoted": "e"})
    );
}

#[test]
fn a_number_remembers_how_it_was_written() {
    let document = yaml("a: 1.10\nb: 1.1\nc: +5");
    let spelling = |key: &str| {
        document
            .source
            .spelling(&Pointer::from_tokens([key]))
            .map(str::to_owned)
    };
    assert_eq!(spelling("a"), Some("1.10".to_owned()));
    assert_eq!(spelling("b"), None);
    assert_eq!(spelling("c"), Some("+5".to_owned()));
}

#[test]
fn integers_are_exact_up_to_64_bits_and_refused_beyond() {
    let document = yaml("[-9223372036854775808, 18446744073709551615]");
    assert_eq!(document.value, json!([i64::MIN, u64::MAX]));
    insta::assert_snapshot!(refused("a: 18446744073709551616"), @"error[D008]: the number 18446744073709551616 is out of range  --> a.yaml:1:4");
    insta::assert_snapshot!(refused("a: -9223372036854775809"), @"error[D008]: the number -9223372036854775809 is out of range  --> a.yaml:1:4");
    insta::assert_snapshot!(refused("a: 1e400"), @"error[D008]: the number 1e400 is out of range  --> a.yaml:1:4");
    insta::assert_snapshot!(refused("maximum: .nan"), @"error[D008]: the number .nan is out of range  --> a.yaml:1:10");
    insta::assert_snapshot!(refused("a: .nan"), @"error[D008]: the number .nan is out of range  --> a.yaml:1:4");
}

#[test]
fn a_bound_beyond_64_bits_is_the_nearest_number() {
    let text = r#"{"maximum": 18446744073709551616, "minimum": -1e400, "maxLength": 2.5}"#;
    let expected = json!({"maximum": 18_446_744_073_709_551_616.0, "minimum": f64::MIN, "maxLength": 2.5});
    assert_eq!(yaml(text).value, expected);
    assert_eq!(load("a.json", text.as_bytes()).unwrap().value, expected);
}

#[test]
fn a_member_is_where_its_key_is_and_an_element_where_it_begins() {
    let document = yaml("a:\n  b:\n    - x\n    - {c: 1}\n");
    let at = |pointer: &str| document.locate(&Pointer::parse(pointer).unwrap()).to_string();
    assert_eq!(at("/a"), "a.yaml:1:1");
    assert_eq!(at("/a/b"), "a.yaml:2:3");
    assert_eq!(at("/a/b/0"), "a.yaml:3:7");
    assert_eq!(at("/a/b/1/c"), "a.yaml:4:8");
}

#[test]
fn places_in_json_are_counted_in_characters() {
    let document = load("a.json", "{\"ä\": [\n  1, {\"b\": 2}]}".as_bytes()).unwrap();
    let at = |pointer: &str| document.locate(&Pointer::parse(pointer).unwrap()).to_string();
    assert_eq!(at("/ä"), "a.json:1:2");
    assert_eq!(at("/ä/1/b"), "a.json:2:7");
}

#[test]
fn json_that_is_no_yaml_is_read_as_json() {
    let document = load("a.json", br#"{"emoji": "\ud83d\ude00", "tab":	1.50}"#).unwrap();
    assert_eq!(document.value, json!({"emoji": "😀", "tab": 1.5}));
}

#[test]
fn aliases_stand_for_what_they_name() {
    let document = yaml("a: &x {b: [1]}\nc: *x");
    assert_eq!(document.value, json!({"a": {"b": [1]}, "c": {"b": [1]}}));
}

#[test]
fn what_json_cannot_say_is_refused_where_it_stands() {
    insta::assert_snapshot!(refused("a: &x 1\n<<: {b: 1}"), @"error[D009]: a merge key `<<`  --> a.yaml:2:1");
    insta::assert_snapshot!(refused("a: !custom 1"), @"error[D009]: the tag `!custom` is not of the core schema  --> a.yaml:1:4");
    insta::assert_snapshot!(refused("? [a]\n: 1"), @"error[D009]: an object or array as a key  --> a.yaml:1:3");
    insta::assert_snapshot!(refused("a: &x [*x]"), @"error[D004]: an alias of a node that contains it  --> a.yaml:1:8");
}

#[test]
fn a_key_that_stands_twice_is_refused_with_both_lines() {
    insta::assert_snapshot!(refused("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3"), @"error[D005]: the key `c` stands twice in this object, first in line 3  --> a.yaml:5:3");
}

#[test]
fn one_file_holds_one_document() {
    insta::assert_snapshot!(refused("a: 1\n---\nb: 2"), @"error[D004]: a second document begins here  --> a.yaml:2:1");
    insta::assert_snapshot!(refused("# nothing but a comment\n"), @"error[D004]: the file has no document in it  --> a.yaml:1:1");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(yaml("\u{feff}a: 1").value, json!({"a": 1}));
}
