//! A default says what the server does; the client must not do it too.
//!
//! typify fills a default in when it reads, and always writes it: a PATCH would reset what its caller never touched. So a
//! default moves into the description, and what was not set is absent.

use serde_json::Value;

use super::{Findings, Pass, constraints};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "defaults",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static DEFAULT: Rule = Rule {
        id: "L020",
        title: "a default",
        explanation: "`default` documents what the server assumes when a value is absent (OpenAPI 3.1 section 4.8.24.2). The client \
                      sends and returns exactly what was set, so the default is not filled in; it becomes a sentence of the \
                      description.",
        example: "port: {type: integer, default: 5060}",
    };

    static WRONG: Rule = Rule {
        id: "L021",
        title: "a default that is not a value of its schema",
        explanation: "The default is of another type than its schema, or not one of its values, or null where null is not allowed. A \
                      client that filled it in would send what the server refuses. It is left out; `default: null`, which vendors \
                      write for \"none\", means the same as no default.",
        example: "voice: {type: string, default: null}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let Some(default) = members.shift_remove("default") else {
            return;
        };
        if let Some(why) = mismatch(&default, members) {
            report_wrong(source, pointer, &default, why, findings);
            return;
        }
        let sentence = format!("The server's default is `{}`.", shown(&default));
        constraints::describe(members, &sentence);
        let message = format!("the default is {default}");
        findings.note(
            &DEFAULT,
            source,
            &pointer.join("default"),
            message,
            "said in the description; not filled in",
        );
    });
}

fn report_wrong(source: &SourceMap, pointer: &Pointer, default: &Value, why: String, findings: &mut Findings) {
    let message = format!("the default {default} {why}");
    findings.warning(&WRONG, source, &pointer.join("default"), message, "left out");
}

/// Why `default` is no value of the schema, as far as its type and its enumeration tell.
fn mismatch(default: &Value, schema: &serde_json::Map<String, Value>) -> Option<String> {
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    if default.is_null() && nullable {
        return None;
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array)
        && !values.contains(default)
    {
        return Some("is not one of the enumerated values".to_owned());
    }
    let wanted = schema.get("type").and_then(Value::as_str)?;
    let fits = match (wanted, default) {
        ("string", Value::String(_)) | ("boolean", Value::Bool(_)) => true,
        ("array", Value::Array(_)) | ("object", Value::Object(_)) => true,
        ("number", Value::Number(_)) => true,
        ("integer", Value::Number(number)) => number.as_f64().is_some_and(|number| number.fract() == 0.0),
        _ => false,
    };
    (!fits).then(|| format!("is not of the type `{wanted}`"))
}

fn shown(default: &Value) -> String {
    match default {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.replace('`', "'"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_default_becomes_a_sentence() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: integer, default: 5060, description: The port.}
                B: {type: array, default: []}
        "), @r#"
         components:
           schemas:
        -    A: {type: integer, default: 5060, description: The port.}
        -    B: {type: array, default: []}
        +    A: {type: integer, description: "The port.\n\nThe server's default is `5060`."}
        +    B: {type: array, description: "The server's default is `[]`."}
        note[L020] test.yaml:3:24 /components/schemas/A/default: the default is 5060
        note[L020] test.yaml:4:22 /components/schemas/B/default: the default is []
        "#);
    }

    #[test]
    fn a_default_of_another_type_or_outside_the_enumeration_is_left_out() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: string, default: null}
                B: {type: string, default: 5}
                C: {type: string, enum: [a], default: b}
                D: {type: integer, default: 1.0, description: fits}
        "), @r#"
         components:
           schemas:
        -    A: {type: string, default: null}
        -    B: {type: string, default: 5}
        -    C: {type: string, enum: [a], default: b}
        -    D: {type: integer, default: 1.0, description: fits}
        +    A: {type: string}
        +    B: {type: string}
        +    C: {type: string, enum: [a]}
        +    D: {type: integer, description: "fits\n\nThe server's default is `1.0`."}
        warning[L021] test.yaml:3:23 /components/schemas/A/default: the default null is not of the type `string`
        warning[L021] test.yaml:4:23 /components/schemas/B/default: the default 5 is not of the type `string`
        warning[L021] test.yaml:5:34 /components/schemas/C/default: the default "b" is not one of the enumerated values
        note[L020] test.yaml:6:24 /components/schemas/D/default: the default is 1.0
        "#);
    }
}
