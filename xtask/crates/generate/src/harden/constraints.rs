//! Constraints of JSON Schema as calls of the functions that check them (JSON Schema 2020-12, Validation, section 6).

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;
use syn::Type;

use lower::E164;
use lower::facts::Constraints;

/// One expression for each constraint that says something about values of the type, in terms of `value` and `place`.
pub(super) fn check_calls(ty: &Type, constraints: &Constraints) -> Vec<TokenStream> {
    let Type::Path(path) = ty else { return Vec::new() };
    let Some(last) = path.path.segments.last() else {
        return Vec::new();
    };
    match &*last.ident.to_string() {
        "String" => text(constraints),
        integer @ ("i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64") => integers(integer, constraints),
        "f64" => numbers(constraints, Literal::f64_suffixed),
        "f32" => numbers(constraints, |number| Literal::f32_suffixed(number as f32)),
        "Vec" => array(constraints),
        "BTreeMap" | "HashMap" | "Map" => {
            let range = counts(constraints, "minProperties", "maxProperties");
            range
                .map(|range| quote!(crate::wire::properties(value.len(), place, #range)))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

fn text(constraints: &Constraints) -> Vec<TokenStream> {
    let length =
        counts(constraints, "minLength", "maxLength").map(|range| quote!(crate::wire::length(value, place, #range)));
    let phone = constraints.get("format").is_some_and(|format| format == E164);
    let phone = phone.then(|| quote!(crate::wire::e164(value, place)));
    let pattern = constraints.get("pattern").and_then(Value::as_str);
    let pattern = pattern.map(|pattern| quote!(crate::wire::pattern(value, place, #pattern)));
    length.into_iter().chain(phone).chain(pattern).collect()
}

fn array(constraints: &Constraints) -> Vec<TokenStream> {
    let items =
        counts(constraints, "minItems", "maxItems").map(|range| quote!(crate::wire::items(value, place, #range)));
    let unique = constraints
        .get("uniqueItems")
        .is_some_and(|unique| *unique == Value::Bool(true));
    items
        .into_iter()
        .chain(unique.then(|| quote!(crate::wire::unique(value, place))))
        .collect()
}

/// A range of numbers of elements; nothing where every number is in it.
fn counts(constraints: &Constraints, min: &str, max: &str) -> Option<TokenStream> {
    let bound = |keyword: &str| {
        constraints
            .get(keyword)
            .and_then(Value::as_u64)
            .map(Literal::u64_unsuffixed)
    };
    match (bound(min), bound(max)) {
        (Some(min), Some(max)) => Some(quote!(#min..=#max)),
        (Some(min), None) => Some(quote!(#min..)),
        (None, Some(max)) => Some(quote!(..=#max)),
        (None, None) => None,
    }
}

fn integers(ty: &str, constraints: &Constraints) -> Vec<TokenStream> {
    let literal = |number: i128| -> TokenStream {
        // A negative literal is an expression, which a range takes in parentheses only.
        let text = format!("{number}{ty}");
        text.parse().unwrap_or_default()
    };
    // Whole numbers between the bounds, which need not be whole, nor numbers of the type.
    let bound = |keyword: &str, round: fn(f64) -> f64| -> Option<i128> {
        let value = constraints.get(keyword)?;
        let whole = value
            .as_i64()
            .map(i128::from)
            .or_else(|| value.as_u64().map(i128::from));
        whole.or_else(|| value.as_f64().map(|number| round(number) as i128))
    };
    let exclusive = |keyword: &str| i128::from(constraints.get(keyword) == Some(&Value::Bool(true)));
    let fits = |number: &i128| match ty {
        "i8" => i8::try_from(*number).is_ok(),
        "i16" => i16::try_from(*number).is_ok(),
        "i32" => i32::try_from(*number).is_ok(),
        "u8" => u8::try_from(*number).is_ok(),
        "u16" => u16::try_from(*number).is_ok(),
        "u32" => u32::try_from(*number).is_ok(),
        "u64" => u64::try_from(*number).is_ok(),
        _ => i64::try_from(*number).is_ok(),
    };
    let min = bound("minimum", f64::ceil)
        .map(|min| min + exclusive("exclusiveMinimum"))
        .filter(fits)
        .map(literal);
    let max = bound("maximum", f64::floor)
        .map(|max| max - exclusive("exclusiveMaximum"))
        .filter(fits)
        .map(literal);
    let range = match (min, max) {
        (Some(min), Some(max)) => Some(quote!(#min..=#max)),
        (Some(min), None) => Some(quote!(#min..)),
        (None, Some(max)) => Some(quote!(..=#max)),
        (None, None) => None,
    };
    let of = constraints
        .get("multipleOf")
        .and_then(Value::as_i64)
        .filter(|of| *of > 1)
        .map(Literal::i64_unsuffixed);
    let range = range.map(|range| quote!(crate::wire::range(value, place, #range)));
    let multiple = of.map(|of| quote!(crate::wire::multiple_of(value, place, #of)));
    range.into_iter().chain(multiple).collect()
}

fn numbers(constraints: &Constraints, literal: impl Fn(f64) -> Literal) -> Vec<TokenStream> {
    let bound = |keyword: &str, exclusive: &str| {
        let number = constraints.get(keyword).and_then(Value::as_f64)?;
        let exclusive = constraints.get(exclusive) == Some(&Value::Bool(true));
        let literal = literal(number);
        Some(if exclusive {
            quote!(::std::ops::Bound::Excluded(#literal))
        } else {
            quote!(::std::ops::Bound::Included(#literal))
        })
    };
    let (min, max) = (
        bound("minimum", "exclusiveMinimum"),
        bound("maximum", "exclusiveMaximum"),
    );
    let range = (min.is_some() || max.is_some()).then(|| {
        let open = || quote!(::std::ops::Bound::Unbounded);
        let (min, max) = (min.unwrap_or_else(open), max.unwrap_or_else(open));
        quote!(crate::wire::range(value, place, (#min, #max)))
    });
    let of = constraints
        .get("multipleOf")
        .and_then(Value::as_f64)
        .filter(|of| *of > 0.0);
    let multiple = of.map(|of| {
        let of = Literal::f64_suffixed(of);
        quote!(crate::wire::multiple_of_f64(&f64::from(*value), place, #of))
    });
    range.into_iter().chain(multiple).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(ty: &str, constraints: &str) -> String {
        let ty: Type = syn::parse_str(ty).unwrap();
        let calls = check_calls(
            &ty,
            serde_json::from_str::<Value>(constraints).unwrap().as_object().unwrap(),
        );
        calls
            .iter()
            .map(|call| call.to_string().replace(' ', ""))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn each_constraint_is_checked_where_it_says_something_about_the_type() {
        insta::assert_snapshot!(
            [
                printed("i64", r#"{"minimum": 0.5, "maximum": 65536, "exclusiveMaximum": true, "multipleOf": 5, "pattern": "a"}"#),
                printed("u8", r#"{"minimum": -1, "maximum": 300}"#),
                printed("i32", r#"{"minimum": -5}"#),
                printed("f64", r#"{"minimum": 0, "exclusiveMinimum": true, "multipleOf": 0.5}"#),
                printed("String", r#"{"minLength": 1, "pattern": "^\\+[0-9]+$", "maximum": 3}"#),
                printed("String", r#"{"format": "e164", "maxLength": 16}"#),
                printed("i64", r#"{"format": "e164"}"#),
                printed("Vec<String>", r#"{"maxItems": 3, "uniqueItems": true}"#),
                printed("BTreeMap<String, String>", r#"{"minProperties": 1}"#),
                printed("Trunk", r#"{"minLength": 1}"#),
            ]
            .join("\n"),
            @r#"
        crate::wire::range(value,place,1i64..=65535i64)
        crate::wire::multiple_of(value,place,5)

        crate::wire::range(value,place,-5i32..)
        crate::wire::range(value,place,(::std::ops::Bound::Excluded(0f64),::std::ops::Bound::Unbounded))
        crate::wire::multiple_of_f64(&f64::from(*value),place,0.5f64)
        crate::wire::length(value,place,1..)
        crate::wire::pattern(value,place,"^\\+[0-9]+$")
        crate::wire::length(value,place,..=16)
        crate::wire::e164(value,place)

        crate::wire::items(value,place,..=3)
        crate::wire::unique(value,place)
        crate::wire::properties(value.len(),place,1..)
        "#
        );
    }
}
