use super::*;

const PLACE: Place<'_> = Place::Property(&Place::Root, "it");

fn words_of(checked: Result<(), Violation>) -> String {
    checked.unwrap_err().rule().to_owned()
}

#[test]
fn a_range_has_two_ends_that_are_in_it_or_not() {
    for port in [1, 65535] {
        assert!(range(&port, &PLACE, 1..=65535).is_ok());
    }
    assert_eq!(words_of(range(&0, &PLACE, 1..=65535)), "at least 1, and it is 0");
    assert_eq!(
        words_of(range(&65536, &PLACE, 1..=65535)),
        "at most 65535, and it is 65536"
    );
    let positive = (Bound::Excluded(0.0), Bound::Unbounded);
    assert!(range(&0.1, &PLACE, positive).is_ok());
    assert_eq!(words_of(range(&0.0, &PLACE, positive)), "more than 0, and it is 0");
    assert_eq!(words_of(range(&1.0, &PLACE, ..1.0)), "less than 1, and it is 1");
    assert_eq!(words_of(range(&f64::NAN, &PLACE, 0.0..)), "at least 0, and it is NaN");
}

#[test]
fn a_length_is_counted_in_characters() {
    assert!(length("日本語", &PLACE, ..=3).is_ok());
    assert_eq!(
        words_of(length("日本語!", &PLACE, ..=3)),
        "at most 3 characters, and it has 4"
    );
    assert_eq!(words_of(length("", &PLACE, 1..)), "at least 1 character, and it has 0");
}

#[test]
fn items_and_properties_are_counted() {
    assert_eq!(words_of(items(&[1, 2], &PLACE, ..=1)), "at most 1 item, and it has 2");
    assert_eq!(
        words_of(properties(1, &PLACE, 2..)),
        "at least 2 properties, and it has 1"
    );
}

#[test]
fn no_two_items_are_the_same() {
    assert!(unique(&["a", "b"], &PLACE).is_ok());
    let violation = unique(&["a", "b", "a"], &PLACE).unwrap_err();
    assert_eq!(
        violation.to_string(),
        "`it[2]`: no two items may be the same, and one before is the same"
    );
}

#[test]
fn a_multiple_is_exact_for_integers_and_nearly_so_for_others() {
    assert!(multiple_of(&-15, &PLACE, 5).is_ok());
    assert_eq!(words_of(multiple_of(&7, &PLACE, 5)), "a multiple of 5, and it is 7");
    assert!(multiple_of(&7, &PLACE, 0).is_err());
    for (value, of) in [(0.3, 0.1), (0.0, 0.1), (1e15, 0.01), (-4.35, 0.01)] {
        assert!(multiple_of_f64(&value, &PLACE, of).is_ok(), "{value}");
    }
    for value in [0.35, f64::NAN, f64::INFINITY] {
        assert!(multiple_of_f64(&value, &PLACE, 0.1).is_err(), "{value}");
    }
}
