use serde_json::json;

use super::*;

#[test]
fn names_show_and_values_do_not() {
    let extra = Extra::from_iter([("api_token", json!("hunter2"))]);
    assert_eq!(format!("{extra:?}"), r#"{"api_token"}"#);
}

#[test]
fn marks_are_kept_for_any_number_of_properties_and_are_no_part_of_what_is_compared() {
    let mut extra = Extra::default();
    extra.mark(0, "first", Blank::Null);
    extra.mark(62, "last", Blank::Array);
    assert_eq!(extra.marked(0), Some(Blank::Null));
    assert_eq!(extra.marked(62), Some(Blank::Array));
    assert!(!extra.is_read());
    extra.mark_read();
    assert!(extra.is_read());
    assert_eq!(extra.marked(63), None);
    assert_eq!(extra.marked(1), None);
    assert_eq!(extra, Extra::default());
    // Beyond the last bit it is a property like any other.
    extra.mark(63, "one_more", Blank::Null);
    assert_eq!(extra.get("one_more"), Some(&Value::Null));
}

#[test]
fn it_is_as_small_as_it_says() {
    assert_eq!(size_of::<Extra>(), 24);
}
