//! Setting the fields of a builder.

use std::fmt;

/// Sets a field that can be absent.
pub fn set_some<T, V>(field: &mut Option<T>, value: V, name: &str, error: &mut Option<String>)
where
    V: TryInto<T>,
    V::Error: fmt::Display,
{
    match value.try_into() {
        Ok(value) => *field = Some(value),
        Err(why) => fail(name, &why, error),
    }
}

/// Sets a field that is always there.
pub fn set<T, V>(field: &mut T, value: V, name: &str, error: &mut Option<String>)
where
    V: TryInto<T>,
    V::Error: fmt::Display,
{
    match value.try_into() {
        Ok(value) => *field = value,
        Err(why) => fail(name, &why, error),
    }
}

/// The first error is the one that is told.
fn fail(name: &str, why: &dyn fmt::Display, error: &mut Option<String>) {
    error.get_or_insert_with(|| format!("`{name}`: {why}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_holds_what_the_value_becomes_and_the_first_error_is_told() {
        let (mut port, mut name, mut error) = (None::<u16>, String::new(), None);
        set_some(&mut port, 5060_i64, "port", &mut error);
        set(&mut name, "Lab", "name", &mut error);
        assert_eq!((port, name.as_str(), error.clone()), (Some(5060), "Lab", None));
        set_some(&mut port, 70_000_i64, "port", &mut error);
        set_some(&mut port, -1_i64, "other", &mut error);
        assert_eq!(port, Some(5060));
        assert_eq!(
            error.as_deref(),
            Some("`port`: out of range integral type conversion attempted")
        );
    }
}
