//! Titles of schemas that are no components: the generator names types for them, and makes one type of two schemas that
//! have the same title.

use std::collections::HashMap;

use serde_json::Value;

use super::{Findings, Pass};
use crate::reference::references::{self, plain};
use crate::schema::edit;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "titles",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L056",
        title: "a title that would name a type",
        explanation: "The generator names the type of a schema for its `title`, and of two schemas with one title only the first \
                      becomes a type: the other place silently gets the wrong one. Types are named for their place instead. A title \
                      that says more than the name of its property becomes the description where there is none. A branch of `oneOf` \
                      or `anyOf` keeps a title that no other schema has: it names the variant.",
        example: "state: {title: State, type: string, enum: [on, off]}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    let mut used: HashMap<String, usize> = HashMap::new();
    for name in references::schema_names(value) {
        *used.entry(plain(&name)).or_default() += 1;
    }
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(title) = schema
            .get("title")
            .and_then(Value::as_str)
            .filter(|_| !is_component(pointer))
        {
            *used.entry(plain(title)).or_default() += 1;
        }
    });
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut().filter(|_| !is_component(pointer)) else {
            return;
        };
        let Some(title) = members.get("title").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        if edit::is_branch(pointer, &["anyOf", "oneOf"]) && used.get(&plain(&title)) == Some(&1) {
            return;
        }
        let says_more = plain(&title) != pointer.last().map(plain).unwrap_or_default();
        let becomes = says_more && !members.contains_key("description") && !title.trim().is_empty();
        let done = if becomes { "said as the description" } else { "left out" };
        let message = format!("the title `{title}` would name a type");
        findings.note(&RULE, source, &pointer.join("title"), message, done);
        if becomes {
            edit::replace(members, source, pointer, "title", ("description", title.into()))
        } else {
            edit::remove(members, source, pointer, "title");
        }
    });
}

fn is_component(pointer: &Pointer) -> bool {
    matches!(pointer.tokens(), [components, schemas, _] if components == "components" && schemas == "schemas")
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_title_names_no_type_and_becomes_the_description_if_it_says_something() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {title: Page Size, type: integer}}]}}}
            components:
              schemas:
                A:
                  title: The A
                  properties:
                    hangup_after: {title: Hangup After, type: integer}
                    wait: {title: Seconds to wait, type: integer}
                    state: {title: State, type: string, enum: [a], description: What it does.}
                    title: {title: {type: string}}
        "), @"
         paths:
           /a:
        -    get: {parameters: [{schema: {title: Page Size, type: integer}}]}
        +    get: {parameters: [{schema: {description: Page Size, type: integer}}]}
         components:
           schemas:
             A:
               properties:
        -        hangup_after: {title: Hangup After, type: integer}
        -        wait: {title: Seconds to wait, type: integer}
        -        state: {title: State, type: string, enum: [a], description: What it does.}
        +        hangup_after: {type: integer}
        +        wait: {description: Seconds to wait, type: integer}
        +        state: {type: string, enum: [a], description: What it does.}
        note[L056] test.yaml:1:43 /paths/~1a/get/parameters/0/schema/title: the title `Page Size` would name a type
        note[L056] test.yaml:7:24 /components/schemas/A/properties/hangup_after/title: the title `Hangup After` would name a type
        note[L056] test.yaml:8:16 /components/schemas/A/properties/wait/title: the title `Seconds to wait` would name a type
        note[L056] test.yaml:9:17 /components/schemas/A/properties/state/title: the title `State` would name a type
        ");
    }

    #[test]
    fn a_branch_keeps_a_title_that_nothing_else_has() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {oneOf: [{title: By number, type: object}, {title: Twice, type: object}, {title: B, type: string}]}
                B: {anyOf: [{title: TWICE, type: object}]}
        "), @"
         components:
           schemas:
             A:
               oneOf:
        -        - {title: Twice, type: object}
        -        - {title: B, type: string}
        -    B: {anyOf: [{title: TWICE, type: object}]}
        +        - {description: Twice, type: object}
        +        - {description: B, type: string}
        +    B: {anyOf: [{description: TWICE, type: object}]}
        note[L056] test.yaml:3:52 /components/schemas/A/oneOf/1/title: the title `Twice` would name a type
        note[L056] test.yaml:3:82 /components/schemas/A/oneOf/2/title: the title `B` would name a type
        note[L056] test.yaml:4:18 /components/schemas/B/anyOf/0/title: the title `TWICE` would name a type
        ");
    }
}
