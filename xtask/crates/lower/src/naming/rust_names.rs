//! Every component is a type of its own in Rust.

use std::collections::{HashMap, HashSet};

use heck::ToPascalCase;
use serde_json::Value;

use super::{Findings, Pass};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "rust_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static COMPONENTS: Rule = Rule {
        id: "L085",
        title: "two components whose names are one in Rust, or a name that is none",
        explanation: "Types are named in Pascal case, in which two components can be one: `sip_trunk` and `SIPTrunk`. So can one that has \
                      no letter in its name, and one that is called like something that the generated code uses. The later one is \
                      renamed. An `x-rust-name`, which an overlay action can set, names it better.",
        example: "components:\n  schemas:\n    sip_trunk: {type: object}\n    SIPTrunk: {type: object}",
    };
}

/// Names in the module of the types that are not those of components, or that generated code uses without saying whose.
const RESERVED: [&str; 33] = [
    "BTreeMap",
    "Box",
    "DateTime",
    "Extra",
    "HashMap",
    "IpAddr",
    "NaiveDate",
    "Nullable",
    "Utc",
    "Value",
    "Builder",
    "Clone",
    "ConversionError",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "Err",
    "FnOnce",
    "From",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

fn run(document: &mut Document, findings: &mut Findings) {
    let components = document.value.pointer("/components/schemas").and_then(Value::as_object);
    let names: Vec<String> = components
        .into_iter()
        .flat_map(|schemas| schemas.keys().cloned())
        .collect();
    let mut taken: HashSet<String> = RESERVED.map(str::to_owned).into();
    let mut renamed: HashMap<String, String> = HashMap::new();
    for name in &names {
        let rust = rust_name(name);
        if !rust.is_empty() && taken.insert(rust.clone()) {
            continue;
        }
        let base = if rust.is_empty() { "Schema" } else { &rust };
        let free = |name: &String| !taken.contains(name) && !names.contains(name);
        // A name of Rust's own says what it is beside it; of two components one is a second.
        let reserved = RESERVED.contains(&rust.as_str()).then(|| format!("{rust}Schema"));
        let numbered = (2..).map(|number| format!("{base}{number}"));
        let Some(unique) = reserved.into_iter().chain(numbered).find(free) else {
            continue;
        };
        taken.insert(unique.clone());
        let message = if rust.is_empty() {
            format!("the component `{name}` has no name in Rust")
        } else {
            format!("the component `{name}` is `{rust}` in Rust, and so is another name")
        };
        let here = Pointer::from_tokens(["components", "schemas", name]);
        findings.warning(
            &COMPONENTS,
            &document.source,
            &here,
            message,
            format!("named `{unique}`"),
        );
        renamed.insert(
            format!("#/components/schemas/{}", escape(name)),
            format!("#/components/schemas/{unique}"),
        );
        if let Some((schema, source)) = document.remove(&here) {
            document.insert(
                &Pointer::from_tokens(["components", "schemas", &unique]),
                schema,
                source,
            );
        }
    }
    if !renamed.is_empty() {
        rename(&mut document.value, &renamed);
    }
}

/// The name of the type of a component in Rust.
pub(crate) fn rust_name(name: &str) -> String {
    name.replace(|character: char| !character.is_alphanumeric(), " ")
        .to_pascal_case()
}

pub(super) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// Follows the new names wherever a reference stands; examples, which may hold anything, have none that count.
pub(super) fn rename(value: &mut Value, renamed: &HashMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "$ref" => {
                        if let Some(new) = renamed.get(text) {
                            *text = new.clone();
                        }
                    }
                    member => rename(member, renamed),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, renamed)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn the_later_of_two_is_renamed_with_all_references() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                sip_trunk: {type: object}
                SIPTrunk: {items: {$ref: '#/components/schemas/SIPTrunk'}}
                a/b: {type: string}
                a.b: {type: string}
                '???': {type: string}
                List: {items: {$ref: '#/components/schemas/a.b'}}
        "), @"
         components:
           schemas:
        -    SIPTrunk: {items: {$ref: '#/components/schemas/SIPTrunk'}}
        -    a.b: {type: string}
        -    '???': {type: string}
        -    List: {items: {$ref: '#/components/schemas/a.b'}}
        +    List: {items: {$ref: '#/components/schemas/AB2'}}
        +    SipTrunk2: {items: {$ref: '#/components/schemas/SipTrunk2'}}
        +    AB2: {type: string}
        +    Schema2: {type: string}
        warning[L085] test.yaml:4:5 /components/schemas/SIPTrunk: the component `SIPTrunk` is `SipTrunk` in Rust, and so is another name
        warning[L085] test.yaml:6:5 /components/schemas/a.b: the component `a.b` is `AB` in Rust, and so is another name
        warning[L085] test.yaml:7:5 /components/schemas/???: the component `???` has no name in Rust
        ");
    }
}
