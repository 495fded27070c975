//! Exclusive bounds are numbers in JSON Schema 2020-12 and flags beside a bound in OpenAPI 3.0.

use serde_json::Value;

use super::{Findings, Pass, edit};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "exclusive_bounds",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L046",
        title: "an exclusive bound that is a number",
        explanation: "`exclusiveMinimum: 0` (JSON Schema 2020-12, Validation, section 6.2.5) is `minimum: 0` with \
                      `exclusiveMinimum: true` in OpenAPI 3.0. Where both an inclusive and an exclusive bound are given, the \
                      stronger one stays.",
        example: "amount: {type: number, exclusiveMinimum: 0}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        for (exclusive, inclusive, sign) in [
            ("exclusiveMinimum", "minimum", 1.0),
            ("exclusiveMaximum", "maximum", -1.0),
        ] {
            let Some(bound @ Value::Number(_)) = members.get(exclusive).cloned() else {
                continue;
            };
            let other = members.get(inclusive).and_then(Value::as_f64);
            // Of two lower bounds the greater one is the stronger; equal ones exclude what the exclusive one does.
            let weaker = bound
                .as_f64()
                .zip(other)
                .is_some_and(|(bound, other)| bound * sign < other * sign);
            let done = if weaker {
                format!("left out: `{inclusive}` is the stronger one")
            } else {
                format!("said as `{inclusive}: {bound}` with `{exclusive}: true`")
            };
            findings.note(
                &RULE,
                source,
                &pointer.join(exclusive),
                format!("`{exclusive}` is the number {bound}"),
                done,
            );
            if weaker {
                edit::remove(members, source, pointer, exclusive);
            } else {
                let place = source.get(&pointer.join(exclusive)).cloned();
                edit::replace(members, source, pointer, exclusive, (inclusive, bound));
                members.insert(exclusive.to_owned(), Value::Bool(true));
                source.put(&pointer.join(exclusive), place.unwrap_or_default());
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_bound_that_is_a_number_becomes_a_flag_beside_it() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: integer, exclusiveMinimum: 0, exclusiveMaximum: 9}
                B: {minimum: 0, exclusiveMinimum: true}
        "), @"
         components:
           schemas:
        -    A: {type: integer, exclusiveMinimum: 0, exclusiveMaximum: 9}
        +    A: {type: integer, minimum: 0, maximum: 9, exclusiveMinimum: true, exclusiveMaximum: true}
        note[L046] test.yaml:3:24 /components/schemas/A/exclusiveMinimum: `exclusiveMinimum` is the number 0
        note[L046] test.yaml:3:45 /components/schemas/A/exclusiveMaximum: `exclusiveMaximum` is the number 9
        ");
    }

    #[test]
    fn the_stronger_of_two_bounds_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {items: {minimum: 5, exclusiveMinimum: 1}}
                B: {minimum: 1, exclusiveMinimum: 1}
                C: {maximum: 5, exclusiveMaximum: 1}
                D: {maximum: 1, exclusiveMaximum: 5}
        "), @"
         components:
           schemas:
        -    A: {items: {minimum: 5, exclusiveMinimum: 1}}
        -    B: {minimum: 1, exclusiveMinimum: 1}
        -    C: {maximum: 5, exclusiveMaximum: 1}
        -    D: {maximum: 1, exclusiveMaximum: 5}
        +    A: {items: {minimum: 5}}
        +    B: {minimum: 1, exclusiveMinimum: true}
        +    C: {maximum: 1, exclusiveMaximum: true}
        +    D: {maximum: 1}
        note[L046] test.yaml:3:29 /components/schemas/A/items/exclusiveMinimum: `exclusiveMinimum` is the number 1
        note[L046] test.yaml:4:21 /components/schemas/B/exclusiveMinimum: `exclusiveMinimum` is the number 1
        note[L046] test.yaml:5:21 /components/schemas/C/exclusiveMaximum: `exclusiveMaximum` is the number 1
        note[L046] test.yaml:6:21 /components/schemas/D/exclusiveMaximum: `exclusiveMaximum` is the number 5
        ");
    }
}
