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
mod tests;
