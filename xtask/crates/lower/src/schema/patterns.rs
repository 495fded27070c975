//! A `pattern` that is no regular expression of JSON Schema: the generator refuses it.

use serde_json::Value;

use super::formats::RULE;
use super::{Findings, edit};
use document::Document;
use document::visit::{self, Order};

/// Runs after formats that are patterns have become them.
pub(crate) fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let pattern = members.get("pattern").and_then(Value::as_str);
        // The engine is the one that the generated code uses.
        if let Some(Err(error)) = pattern.map(regress::Regex::new) {
            let message = format!("the pattern is no regular expression: {error}");
            findings.warning(&RULE, source, &pointer.join("pattern"), message, "left out");
            edit::remove(members, source, pointer, "pattern");
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::schema::formats;
    use crate::testing::lowered;

    #[test]
    fn a_pattern_that_is_none_is_left_out() {
        insta::assert_snapshot!(lowered(formats::PASS, r"
            components:
              schemas:
                A: {type: string, pattern: '(?i)a'}
                B: {items: {type: string, pattern: '[a'}}
                C: {type: string, pattern: '^(?=a)\p{L}+$'}
                D: {properties: {pattern: {type: string}}}
        "), @"
         components:
           schemas:
        -    A: {type: string, pattern: '(?i)a'}
        -    B: {items: {type: string, pattern: '[a'}}
        +    A: {type: string}
        +    B: {items: {type: string}}
        warning[L055] test.yaml:3:23 /components/schemas/A/pattern: the pattern is no regular expression: Invalid group modifier
        warning[L055] test.yaml:4:31 /components/schemas/B/items/pattern: the pattern is no regular expression: Unbalanced bracket
        ");
    }
}
