//! Every value of an enumeration is a variant of its own in Rust, with a name that a person can read.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Findings, Pass, identifiers};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "value_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L107",
        title: "enumerated values whose names are one in Rust",
        explanation: "Variants are named after their values in Pascal case, in which two values can be one: `get` and `GET`, or `name` and \
                      `-name`; a value like `>=` has no letter at all. The one that is written as the variant is named keeps the \
                      name. The others say what tells them apart: the symbols in them as words (`GreaterThanOrEqual`), how they \
                      are written, or a number where nothing else does. The value on the wire stays. `x-enum-varnames`, which an \
                      overlay action can set, names them better.",
        example: "type: string\nenum: ['==', '!=', '>=']",
    };
}

/// On an enumeration: the values that the generator has, and those on the wire.
pub(crate) const WIRE_VALUES: &str = "x-xtask-wire-values";

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let is_component =
            matches!(pointer.tokens(), [first, second, _] if first == "components" && second == "schemas");
        let Some(members) = schema.as_object_mut().filter(|_| is_component) else {
            return;
        };
        let Some(Value::Array(values)) = members.get_mut("enum") else {
            return;
        };
        let names: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
        let Some(names) = names else { return };
        let spelled = identifiers::distinct(&names, identifiers::pascal, &HashSet::new(), |_| None);
        let wire_values: Map<String, Value> = names
            .iter()
            .zip(&spelled)
            .filter(|(name, spelled)| name != spelled)
            .map(|(name, spelled)| (spelled.clone(), Value::from(*name)))
            .collect();
        if wire_values.is_empty() {
            return;
        }
        let renamed: Vec<String> = wire_values
            .iter()
            .map(|(spelled, wire)| format!("{wire} is `{}`", identifiers::pascal(spelled)))
            .collect();
        let message = "the generator has no name of its own for each value";
        findings.warning(&RULE, source, &pointer.join("enum"), message, renamed.join(", "));
        *values = spelled.into_iter().map(Value::from).collect();
        members.insert(WIRE_VALUES.to_owned(), wire_values.into());
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn values_that_are_one_variant_or_none_are_named_in_words() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                Operator: {type: string, enum: ['==', '>=', in]}
                Order: {type: string, enum: [name, -name]}
                Plain: {type: string, enum: [a-b, 'c d']}
                Number: {type: integer, enum: [1, 2]}
        "), @r#"
         components:
           schemas:
             Operator:
        -      enum: ['==', '>=', in]
        -    Order: {type: string, enum: [name, '-name']}
        +      enum: [equal, greater-than-or-equal, in]
        +      x-xtask-wire-values: {equal: '==', greater-than-or-equal: '>='}
        +    Order: {type: string, enum: [name, minus-name], x-xtask-wire-values: {minus-name: '-name'}}
        warning[L107] test.yaml:3:30 /components/schemas/Operator/enum: the generator has no name of its own for each value
        warning[L107] test.yaml:4:27 /components/schemas/Order/enum: the generator has no name of its own for each value
        "#);
    }
}
