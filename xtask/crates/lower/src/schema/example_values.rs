//! An example says what a value looks like: it becomes a sentence of the description, where the generated code shows it.

use serde_json::{Map, Value};

use super::{Findings, Pass, constraints};
use document::Document;
use document::visit::{self, Order};

/// Behind `defaults`: the sentences stand in this order.
pub(crate) const PASS: Pass = Pass {
    name: "example_values",
    rules: &[],
    run,
};

/// An example that is longer than this says less than the description.
const MAX: usize = 80;

fn run(document: &mut Document, _: &mut Findings) {
    visit::schemas(&mut document.value, Order::Down, &mut |pointer, schema| {
        // Of a whole object, its properties tell.
        let component = pointer.tokens().len() == 3;
        let Some(members) = schema.as_object_mut().filter(|_| !component) else {
            return;
        };
        if let Some(shown) = members.get("example").and_then(|example| shown(example, members)) {
            constraints::describe(members, &format!("For example `{shown}`."));
        }
    });
}

/// The example as a person reads it; nothing where the values are listed anyway, or are nobody's business.
fn shown(example: &Value, schema: &Map<String, Value>) -> Option<String> {
    if schema.contains_key("enum") || schema.get("format").is_some_and(|format| format == "password") {
        return None;
    }
    let text = match example {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) if items.iter().all(|item| !item.is_array() && !item.is_object()) => example.to_string(),
        _ => return None,
    };
    let fits = !text.trim().is_empty() && text.chars().count() <= MAX && !text.contains(['`', '\n']);
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn an_example_is_said_where_it_tells_something() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  example: {port: 1}
                  properties:
                    port: {type: integer, example: 5060}
                    name: {type: string, description: Its name., example: Front desk}
                    kind: {type: string, enum: [a], example: a}
                    codecs: {type: array, example: [ulaw, alaw]}
                    active: {type: boolean, example: true}
                    password: {type: string, format: password, example: hunter2}
        "), @r#"
         components:
           schemas:
             A:
               properties:
        -        port: {type: integer, example: 5060}
        +        port: {type: integer, example: 5060, description: 'For example `5060`.'}
                 name:
        -          description: Its name.
        +          description: "Its name.\n\nFor example `Front desk`."
                 codecs:
        +          description: "For example `[\"ulaw\",\"alaw\"]`."
        "#);
    }
}
