//! From what is read of a thing to what is written of it, which are two types.

use serde_json::Value;

use super::extra::{Blank, Extra, Rest as _};
use super::object::Object;
use super::property::Absence;
use super::tolerant::Tolerant;
use super::write::{Written, written};

/// What `from` keeps beside its documented properties, as the type `B` keeps it: a documented property that was null, or empty, is
/// so in the other type, too, if that has one of the name.
#[must_use]
pub fn follow<A: Object<Rest = Extra>, B: Object<Rest = Extra>>(from: Extra) -> Extra {
    let mut into = Extra::default();
    for (name, value) in from.iter() {
        // A property that only one of them documents is none of the other's that are not documented.
        if !A::PROPERTIES.contains(&name) {
            into.insert(name, value.clone());
        }
    }
    mark::<A, B>(&from, &mut into);
    into
}

/// The same for a type of which every required property is one of the other: what a server left out, it can go without.
#[must_use]
pub fn follow_whole<A: Object<Rest = Extra>, B: Object<Rest = Extra>>(from: Extra) -> Extra {
    let is_read = from.is_read();
    let mut into = follow::<A, B>(from);
    if is_read {
        into.mark_read();
    }
    into
}

/// The same without the properties that are not documented, which go elsewhere.
#[must_use]
pub fn follow_blanks<A: Object<Rest = Extra>, B: Object<Rest = Extra>>(from: &Extra) -> Extra {
    let mut into = Extra::default();
    mark::<A, B>(from, &mut into);
    if from.is_read() {
        into.mark_read();
    }
    into
}

fn mark<A: Object, B: Object>(from: &Extra, into: &mut Extra) {
    for (index, name) in (0..).zip(A::PROPERTIES.iter().copied()) {
        let mut others = (0..).zip(B::PROPERTIES.iter().copied());
        let Some((at, name)) = others.find(|(_, other)| *other == name) else {
            continue;
        };
        if let Some(holes) = from.holes(index) {
            into.keep_holes(at, holes.clone());
        }
        let kept = match from.get(name) {
            Some(Value::Null) => Some(Blank::Null),
            Some(Value::Array(items)) if items.is_empty() => Some(Blank::Array),
            Some(Value::Object(properties)) if properties.is_empty() => Some(Blank::Object),
            _ => None,
        };
        if let Some(blank) = from.marked(index).or(kept) {
            into.mark(at, name, blank);
        }
    }
}

/// A value of one type as one of another that is written in the same way; what is not is kept as it was, in `extra`.
pub fn carry<T: for<'de> Tolerant<'de>>(value: &(impl Absence + Written), name: &str, extra: &mut Extra) -> Option<T> {
    if value.is_absent() {
        return None;
    }
    let json = serde_json::to_value(written(value)).ok()?;
    match T::read(&json) {
        Ok(carried) => Some(carried),
        Err(_) => {
            extra.insert(name, json);
            None
        }
    }
}

#[cfg(test)]
mod tests;
