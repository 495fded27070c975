//! What is read can be written back: a type that requests hold says from which types that responses hold it is made.

use std::collections::HashMap;

use serde_json::Value;

use super::rust_names::rust_name;
use super::{Findings, Pass};
use crate::direction::Directions;
use crate::reference::references;
use document::Document;
use document::rule::Rule;

pub(crate) const PASS: Pass = Pass {
    name: "conversions",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L097",
        title: "a conversion that cannot be",
        explanation: "`x-rust-from: [SipTrunk]` at a component says that a value of it can be made of one of those types, so that what was read \
                      can be changed and written back. It is a list of names of types in Rust, as `x-rust-name` gives them: each is a \
                      component that responses hold, and no other than the marked one, which requests hold.",
        example: "SIPTrunkUpdateRequest:\n  x-rust-from: [SipTrunk, NoSuchType]",
    };
}

/// The extension that names the types, at a component.
const MARK: &str = "x-rust-from";

/// The types of which a value of the component can be made, by their names in Rust.
pub(crate) fn sources(schema: &Value) -> Vec<String> {
    let names = schema.get(MARK).and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

fn run(document: &mut Document, findings: &mut Findings) {
    let components: HashMap<String, String> = references::schema_names(&document.value)
        .into_iter()
        .map(|name| (rust_name(&name), name))
        .collect();
    let directions = Directions::compute(document);
    for (rust, component) in &components {
        let here = references::schema(component);
        let Some(mark) = document.get(&here).and_then(|schema| schema.get(MARK)) else {
            continue;
        };
        let here = here.join(MARK);
        let mut refuse = |message: String, help: &str| findings.error(&RULE, &document.source, &here, message, help);
        let Some(names) = mark.as_array() else {
            refuse(format!("`{MARK}` is {mark}"), "it is a list of names of types");
            continue;
        };
        if !directions.writes(component) {
            let message = format!("no request holds `{rust}`, so that nothing has to be made of what is read");
            refuse(message, "mark the type that requests hold");
        }
        for name in names {
            let named = name.as_str().and_then(|name| Some((name, components.get(name)?)));
            match named {
                None => refuse(
                    format!("{name} is the name of no component"),
                    "it is the name of a type in Rust, as `x-rust-name` gives it",
                ),
                Some((name, _)) if name == rust => {
                    refuse(
                        format!("`{name}` would be made of itself"),
                        "name the type that responses hold",
                    );
                }
                Some((name, source)) if !directions.reads(source) => {
                    refuse(
                        format!("no response holds `{name}`"),
                        "name the type that responses hold",
                    );
                }
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lowered;

    #[test]
    fn each_name_is_a_type_that_responses_hold_and_the_marked_one_is_written() {
        insta::assert_snapshot!(lowered(PASS, r"
            paths:
              /a:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/sip_trunk_update'}}}}
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/sip_trunk'}}}}}
            components:
              schemas:
                sip_trunk: {x-rust-from: [SipTrunkUpdate], type: object}
                sip_trunk_update: {x-rust-from: [SipTrunk, Gone, SipTrunkUpdate, 7, Part], type: object, properties: {a: {$ref: '#/components/schemas/Part'}}}
                Part: {x-rust-from: SipTrunk, type: object}
        "), @r#"
        unchanged
        error[L097] test.yaml:8:17 /components/schemas/sip_trunk/x-rust-from: no request holds `SipTrunk`, so that nothing has to be made of what is read
        error[L097] test.yaml:8:17 /components/schemas/sip_trunk/x-rust-from: no response holds `SipTrunkUpdate`
        error[L097] test.yaml:9:24 /components/schemas/sip_trunk_update/x-rust-from: "Gone" is the name of no component
        error[L097] test.yaml:9:24 /components/schemas/sip_trunk_update/x-rust-from: `SipTrunkUpdate` would be made of itself
        error[L097] test.yaml:9:24 /components/schemas/sip_trunk_update/x-rust-from: 7 is the name of no component
        error[L097] test.yaml:9:24 /components/schemas/sip_trunk_update/x-rust-from: no response holds `Part`
        error[L097] test.yaml:10:12 /components/schemas/Part/x-rust-from: `x-rust-from` is "SipTrunk"
        "#);
    }

    #[test]
    fn the_sources_are_the_names_in_the_list() {
        assert_eq!(
            sources(&serde_json::json!({"x-rust-from": ["Agent", 7, "AgentV1"]})),
            ["Agent", "AgentV1"]
        );
        assert!(sources(&serde_json::json!({"x-rust-from": "Agent"})).is_empty());
    }
}
