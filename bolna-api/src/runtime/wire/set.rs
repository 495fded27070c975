//! Setting the fields of a builder. The first error is kept.

use serde::Serialize;
use serde_json::{Map, Value};

use super::into_property::{Converted, IntoNullable, IntoProperty};
use super::invalid_value::InvalidValue;
use super::nullable::Nullable;

/// Sets a property.
pub fn set<T>(field: &mut Option<T>, value: impl IntoProperty<T>, name: &str, error: &mut Option<InvalidValue>) {
    if let Some(value) = taken(value.into_property(), name, error) {
        *field = Some(value);
    }
}

/// Sets a property that is read as a list or a map, which is never absent.
pub fn set_present<T>(field: &mut T, value: impl IntoProperty<T>, name: &str, error: &mut Option<InvalidValue>) {
    if let Some(value) = taken(value.into_property(), name, error) {
        *field = value;
    }
}

/// Sets a property whose type holds itself.
pub fn set_boxed<T>(
    field: &mut Option<Box<T>>,
    value: impl IntoProperty<T>,
    name: &str,
    error: &mut Option<InvalidValue>,
) {
    if let Some(value) = taken(value.into_property(), name, error) {
        *field = Some(Box::new(value));
    }
}

/// Sets a property that can be null.
pub fn set_nullable<T, K>(
    field: &mut Option<Nullable<T>>,
    value: impl IntoNullable<T, K>,
    name: &str,
    error: &mut Option<InvalidValue>,
) {
    if let Some(value) = taken(value.into_nullable(), name, error) {
        *field = Some(value);
    }
}

/// Sets a property that can be null and whose type holds itself.
pub fn set_nullable_boxed<T, K>(
    field: &mut Option<Nullable<Box<T>>>,
    value: impl IntoNullable<T, K>,
    name: &str,
    error: &mut Option<InvalidValue>,
) {
    if let Some(value) = taken(value.into_nullable(), name, error) {
        *field = Some(value.map(Box::new));
    }
}

/// Sets a property of a type that takes nothing but what converts into it.
pub fn set_converted<T>(field: &mut Option<T>, value: impl Converted<T>, name: &str, error: &mut Option<InvalidValue>) {
    if let Some(value) = taken(value.converted(), name, error) {
        *field = Some(value);
    }
}

/// The same for one that is never absent.
pub fn set_converted_present<T>(field: &mut T, value: impl Converted<T>, name: &str, error: &mut Option<InvalidValue>) {
    if let Some(value) = taken(value.converted(), name, error) {
        *field = value;
    }
}

/// Sets a property that holds JSON of any shape, or objects of any properties.
pub fn set_json<T: FreeForm>(field: &mut T, value: impl Serialize, name: &str, error: &mut Option<InvalidValue>) {
    let made = json(&value).map_err(|why| InvalidValue::new(why.to_string()));
    if let Some(value) = taken(made.and_then(T::take_json), name, error) {
        *field = value;
    }
}

/// Puts a property that is not documented into `extra`.
pub fn set_extra(
    extra: &mut super::Extra,
    value: impl Serialize,
    name: impl Into<String>,
    error: &mut Option<InvalidValue>,
) {
    let name = name.into();
    let made = json(&value).map_err(|why| InvalidValue::new(why.to_string()));
    if let Some(value) = taken(made.map(Some), &name, error) {
        extra.insert(name, value);
    }
}

fn taken<T>(made: Result<Option<T>, InvalidValue>, name: &str, error: &mut Option<InvalidValue>) -> Option<T> {
    made.unwrap_or_else(|why| {
        error.get_or_insert_with(|| why.in_property(name));
        None
    })
}

/// A value as JSON, by way of its text: a number of 32 bits is what it is written as, and not what it is with the bits of
/// a longer one.
fn json(value: &impl Serialize) -> serde_json::Result<Value> {
    serde_json::from_str(&serde_json::to_string(value)?)
}

/// A field that holds JSON of any shape.
pub trait FreeForm: Sized {
    /// Makes the field of JSON; `None` leaves it as it is.
    ///
    /// # Errors
    ///
    /// It is JSON of another shape.
    fn take_json(json: Value) -> Result<Option<Self>, InvalidValue>;
}

impl FreeForm for Map<String, Value> {
    fn take_json(json: Value) -> Result<Option<Self>, InvalidValue> {
        Option::<Self>::take_json(json).map(Option::flatten)
    }
}

impl FreeForm for Value {
    fn take_json(json: Value) -> Result<Option<Self>, InvalidValue> {
        Ok(Some(json))
    }
}

impl<T: FromJson> FreeForm for Option<T> {
    fn take_json(json: Value) -> Result<Option<Self>, InvalidValue> {
        // Where null is no value, it is what an `Option` of nothing is written as.
        if json.is_null() && !T::NULL {
            Ok(None)
        } else {
            T::from_json(json).map(|value| Some(Some(value)))
        }
    }
}

impl<T: FromJson> FreeForm for Vec<T> {
    fn take_json(json: Value) -> Result<Option<Self>, InvalidValue> {
        Option::<Self>::take_json(json).map(Option::flatten)
    }
}

/// What is made of JSON.
pub trait FromJson: Sized {
    /// Whether null is a value.
    const NULL: bool = false;

    /// Makes a value of JSON.
    ///
    /// # Errors
    ///
    /// It is JSON of another shape.
    fn from_json(json: Value) -> Result<Self, InvalidValue>;
}

impl FromJson for Value {
    const NULL: bool = true;

    fn from_json(json: Value) -> Result<Self, InvalidValue> {
        Ok(json)
    }
}

impl FromJson for Map<String, Value> {
    fn from_json(json: Value) -> Result<Self, InvalidValue> {
        match json {
            Value::Object(properties) => Ok(properties),
            // An array of pairs: `[("name", "Ana")]`.
            Value::Array(pairs) => pairs.into_iter().map(pair).collect(),
            _ => Err(no_object()),
        }
    }
}

fn pair(json: Value) -> Result<(String, Value), InvalidValue> {
    let Value::Array(pair) = json else {
        return Err(no_object());
    };
    match <[Value; 2]>::try_from(pair) {
        Ok([Value::String(name), value]) => Ok((name, value)),
        _ => Err(no_object()),
    }
}

fn no_object() -> InvalidValue {
    InvalidValue::new("expected what is an object in JSON: a struct, a map, or pairs of a name and a value")
}

impl<T: FromJson> FromJson for Nullable<T> {
    const NULL: bool = true;

    fn from_json(json: Value) -> Result<Self, InvalidValue> {
        match json {
            Value::Null => Ok(Self::Null),
            json => T::from_json(json).map(Self::Value),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Value) -> Result<Self, InvalidValue> {
        let Value::Array(items) = json else {
            return Err(InvalidValue::new("expected what is an array in JSON"));
        };
        let items = items.into_iter().enumerate();
        items
            .map(|(index, item)| T::from_json(item).map_err(|error| error.in_item(index)))
            .collect()
    }
}

impl<T: FromJson> FromJson for std::collections::BTreeMap<String, T> {
    fn from_json(json: Value) -> Result<Self, InvalidValue> {
        let properties = Map::from_json(json)?;
        properties
            .into_iter()
            .map(|(name, value)| match T::from_json(value) {
                Ok(value) => Ok((name, value)),
                Err(error) => Err(error.in_property(&name)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
