//! Enumerated values that are of another type than their schema, or stand there twice.

use std::collections::HashSet;

use serde_json::Value;

use super::edit::{self, Members};
use super::{Findings, Pass, types};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "enum_values",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L042",
        title: "an enumerated value that cannot be one",
        explanation: "A value is of another type than the schema that enumerates it, or it stands there twice. `1` among texts is the \
                      text as it was written, `\"1\"` among integers the number. A boolean among texts is left out, because nobody can \
                      tell whether it was `no`, `off` or `false` before a tool for YAML 1.1 read it: quote it upstream. Open enums \
                      keep a value that is not listed.",
        example: "type: string\nenum: [sdes, no]      # as JSON, written by a tool for YAML 1.1: [\"sdes\", false]",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            lower_values(members, source, pointer, findings);
        }
    });
}

fn lower_values(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let wanted: Vec<String> = match members.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let here = pointer.join("enum");
    let Some(Value::Array(values)) = members.get_mut("enum") else {
        return;
    };
    let mut kept = HashSet::new();
    let mut flags = Vec::new();
    for (index, value) in values.iter_mut().enumerate() {
        let place = here.join(index.to_string());
        let fits = wanted.is_empty() || value.is_null() || wanted.iter().any(|name| types::fits(value, name));
        if !fits {
            let message = format!("{value} is not of the type {}", edit::listed(&wanted));
            match wanted
                .iter()
                .find_map(|name| converted(value, name, source.spelling(&place)))
            {
                Some(new) => {
                    findings.warning(&RULE, source, &place, message, format!("taken as {new}"));
                    *value = new;
                }
                None => {
                    findings.warning(&RULE, source, &place, message, "left out");
                    flags.push(false);
                    continue;
                }
            }
        }
        let twice = !kept.insert(value.clone());
        if twice {
            findings.warning(
                &RULE,
                source,
                &place,
                format!("{value} stands in the enumeration twice"),
                "kept once",
            );
        }
        flags.push(!twice);
    }
    let mut flags = flags.into_iter();
    edit::retain(values, source, &here, |_| flags.next().unwrap_or(true));
    if values.is_empty() {
        let message = "the enumeration has no values";
        findings.warning(
            &RULE,
            source,
            &here,
            message,
            "left out; any value of the type is taken",
        );
        edit::remove(members, source, pointer, "enum");
    }
}

/// What `value` is as one of the type `wanted`, when there is one answer.
fn converted(value: &Value, wanted: &str, spelling: Option<&str>) -> Option<Value> {
    match (wanted, value) {
        ("string", Value::Number(number)) => Some(spelling.map_or_else(|| number.to_string(), str::to_owned).into()),
        ("integer", Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
        ("number", Value::String(text)) => text.parse::<f64>().ok().map(Value::from),
        ("boolean", Value::String(text)) => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_value_of_another_type_is_converted_when_there_is_one_answer() {
        insta::assert_snapshot!(lowered(super::PASS, r#"
            components:
              schemas:
                A: {type: string, enum: [a, 1, 1.10, false]}
                B: {properties: {b: {type: [integer, 'null'], enum: ["1", two, 3, null]}}}
                C: {type: boolean, enum: ["true"]}
                D: {enum: [a, 1]}
        "#), @r#"
         components:
           schemas:
        -    A: {type: string, enum: [a, 1, 1.1, false]}
        -    B: {properties: {b: {type: [integer, 'null'], enum: ['1', two, 3, null]}}}
        -    C: {type: boolean, enum: ['true']}
        +    A: {type: string, enum: [a, '1', '1.10']}
        +    B: {properties: {b: {type: [integer, 'null'], enum: [1, 3, null]}}}
        +    C: {type: boolean, enum: [true]}
        warning[L042] test.yaml:3:33 /components/schemas/A/enum/1: 1 is not of the type `string`
        warning[L042] test.yaml:3:36 /components/schemas/A/enum/2: 1.1 is not of the type `string`
        warning[L042] test.yaml:3:42 /components/schemas/A/enum/3: false is not of the type `string`
        warning[L042] test.yaml:4:58 /components/schemas/B/properties/b/enum/0: "1" is not of the type `integer`, `null`
        warning[L042] test.yaml:4:63 /components/schemas/B/properties/b/enum/1: "two" is not of the type `integer`, `null`
        warning[L042] test.yaml:5:31 /components/schemas/C/enum/0: "true" is not of the type `boolean`
        "#);
    }

    #[test]
    fn a_value_stands_there_once() {
        insta::assert_snapshot!(lowered(super::PASS, r#"
            components:
              schemas:
                A: {type: string, enum: [a, b, a, 1, "1"]}
                B: {type: string, enum: [true]}
                C: {type: string, enum: []}
        "#), @r#"
         components:
           schemas:
        -    A: {type: string, enum: [a, b, a, 1, '1']}
        -    B: {type: string, enum: [true]}
        -    C: {type: string, enum: []}
        +    A: {type: string, enum: [a, b, '1']}
        +    B: {type: string}
        +    C: {type: string}
        warning[L042] test.yaml:3:36 /components/schemas/A/enum/2: "a" stands in the enumeration twice
        warning[L042] test.yaml:3:39 /components/schemas/A/enum/3: 1 is not of the type `string`
        warning[L042] test.yaml:3:42 /components/schemas/A/enum/4: "1" stands in the enumeration twice
        warning[L042] test.yaml:4:23 /components/schemas/B/enum: the enumeration has no values
        warning[L042] test.yaml:4:30 /components/schemas/B/enum/0: true is not of the type `string`
        warning[L042] test.yaml:5:23 /components/schemas/C/enum: the enumeration has no values
        "#);
    }
}
