//! The constraints of JSON Schema (2020-12, validation). A message repeats numbers, and no text, which might be a secret.

use std::collections::HashSet;
use std::fmt;
use std::ops::{Bound, RangeBounds};

use serde::Serialize;

use super::place::{Place, Violation};

/// `minimum`, `maximum`, and the exclusive ones: `1..=65535`, `0.0..`, `(Bound::Excluded(0.0), Bound::Unbounded)`.
///
/// # Errors
///
/// The number is outside.
pub fn range<N: Copy + PartialOrd + fmt::Display>(
    value: &N,
    place: &Place<'_>,
    range: impl RangeBounds<N>,
) -> Result<(), Violation> {
    broken(value, &range).map_or(Ok(()), |rule| {
        Err(Violation::new(place, format_args!("{rule}, and it is {value}")))
    })
}

/// The bound that the number breaks, in words.
fn broken<N: Copy + PartialOrd + fmt::Display>(value: &N, range: &impl RangeBounds<N>) -> Option<String> {
    let lower = (range.start_bound().cloned(), Bound::Unbounded);
    if !lower.contains(value) {
        return match lower.0 {
            Bound::Included(least) => Some(format!("at least {least}")),
            Bound::Excluded(least) => Some(format!("more than {least}")),
            Bound::Unbounded => None,
        };
    }
    let upper = (Bound::Unbounded, range.end_bound().cloned());
    if !upper.contains(value) {
        return match upper.1 {
            Bound::Included(most) => Some(format!("at most {most}")),
            Bound::Excluded(most) => Some(format!("less than {most}")),
            Bound::Unbounded => None,
        };
    }
    None
}

/// The same for how many there are of something, in the singular.
fn count(
    number: usize,
    of: &'static str,
    place: &Place<'_>,
    allowed: &impl RangeBounds<usize>,
) -> Result<(), Violation> {
    let Some(rule) = broken(&number, allowed) else {
        return Ok(());
    };
    let plural = match (rule.ends_with(" 1"), of) {
        (true, of) => of.to_owned(),
        (false, "property") => "properties".to_owned(),
        (false, of) => format!("{of}s"),
    };
    Err(Violation::new(
        place,
        format_args!("{rule} {plural}, and it has {number}"),
    ))
}

/// `minLength`, `maxLength`: characters, which are Unicode scalar values (RFC 8259).
///
/// # Errors
///
/// The text is shorter or longer.
pub fn length(text: &str, place: &Place<'_>, allowed: impl RangeBounds<usize>) -> Result<(), Violation> {
    count(text.chars().count(), "character", place, &allowed)
}

/// `minItems`, `maxItems`.
///
/// # Errors
///
/// There are fewer or more.
pub fn items<T>(array: &[T], place: &Place<'_>, allowed: impl RangeBounds<usize>) -> Result<(), Violation> {
    count(array.len(), "item", place, &allowed)
}

/// `minProperties`, `maxProperties`, of a map with this many.
///
/// # Errors
///
/// There are fewer or more.
pub fn properties(number: usize, place: &Place<'_>, allowed: impl RangeBounds<usize>) -> Result<(), Violation> {
    count(number, "property", place, &allowed)
}

/// `uniqueItems`: no two are written the same.
///
/// # Errors
///
/// Two are, or one cannot be written.
pub fn unique<T: Serialize>(array: &[T], place: &Place<'_>) -> Result<(), Violation> {
    let mut seen = HashSet::new();
    for (index, item) in array.iter().enumerate() {
        let place = Place::Item(place, index);
        // By way of `Value`, whose objects have an order.
        let json = serde_json::to_value(item)
            .map_err(|error| Violation::new(place, format_args!("it cannot be written: {error}")))?;
        if !seen.insert(json.to_string()) {
            return Err(Violation::new(
                place,
                "no two items may be the same, and one before is the same",
            ));
        }
    }
    Ok(())
}

/// Holds every element of an array against a rule.
///
/// # Errors
///
/// That of the rule.
pub fn every<T>(
    array: &[T],
    place: &Place<'_>,
    mut rule: impl FnMut(&T, &Place<'_>) -> Result<(), Violation>,
) -> Result<(), Violation> {
    let mut items = array.iter().enumerate();
    items.try_for_each(|(index, item)| rule(item, &Place::Item(place, index)))
}

/// `multipleOf`, of integers.
///
/// # Errors
///
/// The number is none.
pub fn multiple_of<N: Copy + Into<i128> + fmt::Display>(
    value: &N,
    place: &Place<'_>,
    of: i128,
) -> Result<(), Violation> {
    match (*value).into().checked_rem(of) {
        Some(0) => Ok(()),
        _ => Err(Violation::new(
            place,
            format_args!("a multiple of {of}, and it is {value}"),
        )),
    }
}

/// `multipleOf`, of numbers with a fraction: 0.3 is three times 0.1, although their quotient is not quite 3.
///
/// # Errors
///
/// The number is none.
pub fn multiple_of_f64(value: &f64, place: &Place<'_>, of: f64) -> Result<(), Violation> {
    let quotient = value / of;
    let distance = (quotient - quotient.round()).abs();
    // An infinite or undefined quotient has no distance, and is no multiple.
    if distance <= 4.0 * f64::EPSILON * quotient.abs() {
        Ok(())
    } else {
        Err(Violation::new(
            place,
            format_args!("a multiple of {of}, and it is {value}"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place<'_> = Place::Property(&Place::Root, "it");

    fn said(checked: Result<(), Violation>) -> String {
        checked.unwrap_err().rule().to_owned()
    }

    #[test]
    fn a_range_has_two_ends_that_are_in_it_or_not() {
        for port in [1, 65535] {
            assert!(range(&port, &PLACE, 1..=65535).is_ok());
        }
        assert_eq!(said(range(&0, &PLACE, 1..=65535)), "at least 1, and it is 0");
        assert_eq!(said(range(&65536, &PLACE, 1..=65535)), "at most 65535, and it is 65536");
        let positive = (Bound::Excluded(0.0), Bound::Unbounded);
        assert!(range(&0.1, &PLACE, positive).is_ok());
        assert_eq!(said(range(&0.0, &PLACE, positive)), "more than 0, and it is 0");
        assert_eq!(said(range(&1.0, &PLACE, ..1.0)), "less than 1, and it is 1");
        assert_eq!(said(range(&f64::NAN, &PLACE, 0.0..)), "at least 0, and it is NaN");
    }

    #[test]
    fn a_length_is_counted_in_characters() {
        assert!(length("日本語", &PLACE, ..=3).is_ok());
        assert_eq!(
            said(length("日本語!", &PLACE, ..=3)),
            "at most 3 characters, and it has 4"
        );
        assert_eq!(said(length("", &PLACE, 1..)), "at least 1 character, and it has 0");
    }

    #[test]
    fn items_and_properties_are_counted() {
        assert_eq!(said(items(&[1, 2], &PLACE, ..=1)), "at most 1 item, and it has 2");
        assert_eq!(said(properties(1, &PLACE, 2..)), "at least 2 properties, and it has 1");
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
        assert_eq!(said(multiple_of(&7, &PLACE, 5)), "a multiple of 5, and it is 7");
        assert!(multiple_of(&7, &PLACE, 0).is_err());
        for (value, of) in [(0.3, 0.1), (0.0, 0.1), (1e15, 0.01), (-4.35, 0.01)] {
            assert!(multiple_of_f64(&value, &PLACE, of).is_ok(), "{value}");
        }
        for value in [0.35, f64::NAN, f64::INFINITY] {
            assert!(multiple_of_f64(&value, &PLACE, 0.1).is_err(), "{value}");
        }
    }
}
