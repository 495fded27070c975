//! Bounds that no number of a client reaches.

use serde_json::Value;

use document::operations;
use document::schema_keywords::{BOUNDS_OF_COUNTS, BOUNDS_OF_NUMBERS};

use super::{Findings, Pass, edit};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "wide_bounds",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L121",
        title: "a bound beyond 64 bits",
        explanation: "Integers of the client have 64 bits and other numbers are of double precision; a length is counted in 64 bits. A bound beyond \
                      that is none: it is left out, and every value that the type can hold is taken.",
        example: "seed: {type: integer, maximum: 18446744073709551616}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let is_integer = match schema.get("type") {
            Some(Value::Array(types)) => types.iter().any(|name| name == "integer"),
            _ => operations::text(schema, "type") == "integer",
        };
        let Some(members) = schema.as_object_mut() else { return };
        for keyword in BOUNDS_OF_NUMBERS.into_iter().chain(BOUNDS_OF_COUNTS) {
            let Some(Value::Number(bound)) = members.get(keyword) else {
                continue;
            };
            let is_wide = if BOUNDS_OF_COUNTS.contains(&keyword) {
                // One that has a fraction is another fault.
                bound.as_f64().is_some_and(|bound| bound >= TWO_TO_63)
            } else if is_integer {
                // What lies just below `i64::MIN` rounds to it.
                bound.as_i64().is_none() && bound.as_f64().is_some_and(|bound| bound.abs() >= TWO_TO_63)
            } else {
                // What double precision cannot hold was read as the greatest that it can.
                bound.as_f64().is_some_and(|bound| bound.abs() >= f64::MAX)
            };
            if is_wide {
                let place = pointer.join(keyword);
                let written = source.spelling(&place).map(str::to_owned);
                let message = format!(
                    "`{keyword}: {}` is beyond 64 bits",
                    written.unwrap_or_else(|| bound.to_string())
                );
                findings.warning(
                    &RULE,
                    source,
                    &place,
                    message,
                    "left out: the type holds nothing beyond it",
                );
                edit::remove(members, source, pointer, keyword);
            }
        }
    });
}

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_bound_beyond_64_bits_is_none() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: integer, minimum: -9223372036854776000, maximum: 18446744073709551616}
                B: {type: number, maximum: 1e400, minimum: -18446744073709551616}
                C: {type: string, maxLength: 18446744073709551615, minLength: 1}
                D: {type: [integer, 'null'], maximum: 9223372036854775807, exclusiveMinimum: -9223372036854775809}
        "), @r#"
         components:
           schemas:
        -    A: {type: integer, minimum: -9.223372036854776e+18, maximum: 1.8446744073709552e+19}
        -    B: {type: number, maximum: 1.7976931348623157e+308, minimum: -1.8446744073709552e+19}
        -    C: {type: string, maxLength: 18446744073709551615, minLength: 1}
        +    A: {type: integer}
        +    B: {type: number, minimum: -1.8446744073709552e+19}
        +    C: {type: string, minLength: 1}
             D:
        -      exclusiveMinimum: -9.223372036854776e+18
        warning[L121] test.yaml:3:24 /components/schemas/A/minimum: `minimum: -9223372036854776000` is beyond 64 bits
        warning[L121] test.yaml:3:55 /components/schemas/A/maximum: `maximum: 18446744073709551616` is beyond 64 bits
        warning[L121] test.yaml:4:23 /components/schemas/B/maximum: `maximum: 1e400` is beyond 64 bits
        warning[L121] test.yaml:5:23 /components/schemas/C/maxLength: `maxLength: 18446744073709551615` is beyond 64 bits
        warning[L121] test.yaml:6:64 /components/schemas/D/exclusiveMinimum: `exclusiveMinimum: -9223372036854775809` is beyond 64 bits
        "#);
    }
}
