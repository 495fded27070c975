//! `format` that is no format: a regular expression, or one for values of another type.

use serde_json::Value;

use super::edit::{self, Members};
use super::types::{self, COMBINING};
use super::{Findings, Pass, patterns};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "formats",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    pub(super) static RULE: Rule = Rule {
        id: "L055",
        title: "a format or a pattern that is none",
        explanation: "`format` holds the name of a format, such as `date-time` (OpenAPI 3.1 section 4.3.1). A regular expression there \
                      was meant for `pattern`, and moves there if it is one. A format of an object, an array or a boolean is left \
                      out. A schema with a format and no `type` gets the type that the format is for. A name that nobody knows stays. \
                      A `pattern` that is no regular expression of ECMA-262 (JSON Schema 2020-12, Core, section 6.4), such as `(?i)` of \
                      other languages, is left out: the server checks the value.",
        example: "phone_number: {type: string, format: '^\\+[1-9][0-9]+$'}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    formats(document, findings);
    patterns::run(document, findings);
}

fn formats(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            lower_format(members, source, pointer, findings);
        }
    });
}

fn lower_format(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let Some(format) = members.get("format").and_then(Value::as_str).map(str::to_owned) else {
        return;
    };
    let here = pointer.join("format");
    let wanted = members.get("type").and_then(Value::as_str).map(str::to_owned);
    let is_text = matches!(wanted.as_deref(), None | Some("string"));
    if format.contains(|c: char| "^$[]\\()*+?|{}".contains(c)) {
        let message = format!("the format `{format}` is no name of one");
        let is_pattern = is_text && !members.contains_key("pattern") && regress::Regex::new(&format).is_ok();
        if is_pattern {
            findings.warning(&RULE, source, &here, message, "taken as `pattern`");
            edit::replace(members, source, pointer, "format", ("pattern", format.into()));
        } else {
            findings.warning(&RULE, source, &here, message, "left out");
            edit::remove(members, source, pointer, "format");
        }
        return;
    }
    match wanted.as_deref() {
        Some(name @ ("object" | "array" | "boolean")) => {
            let message = format!("the format `{format}` of the type `{name}`");
            findings.warning(&RULE, source, &here, message, "left out");
            edit::remove(members, source, pointer, "format");
        }
        None if COMBINING.iter().any(|keyword| members.contains_key(*keyword)) => {
            let message = format!("the format `{format}` beside combined schemas");
            findings.warning(&RULE, source, &here, message, "left out");
            edit::remove(members, source, pointer, "format");
        }
        None => {
            let name = types::of_format(&format).first().copied().unwrap_or("string");
            let message = format!("a schema with the format `{format}` has no `type`");
            findings.note(&RULE, source, &here, message, format!("taken as `type: {name}`"));
            members.insert("type".to_owned(), name.into());
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_regular_expression_moves_to_the_pattern_if_it_is_one() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: string, format: '^[0-9]+$'}
                B: {items: {type: string, format: '^[0-9+$'}}
                C: {type: string, format: '^a$', pattern: ^b$}
                D: {type: integer, format: '^[0-9]+$'}
        "), @"
         components:
           schemas:
        -    A: {type: string, format: '^[0-9]+$'}
        -    B: {items: {type: string, format: '^[0-9+$'}}
        -    C: {type: string, format: '^a$', pattern: '^b$'}
        -    D: {type: integer, format: '^[0-9]+$'}
        +    A: {type: string, pattern: '^[0-9]+$'}
        +    B: {items: {type: string}}
        +    C: {type: string, pattern: '^b$'}
        +    D: {type: integer}
        warning[L055] test.yaml:3:23 /components/schemas/A/format: the format `^[0-9]+$` is no name of one
        warning[L055] test.yaml:4:31 /components/schemas/B/items/format: the format `^[0-9+$` is no name of one
        warning[L055] test.yaml:5:23 /components/schemas/C/format: the format `^a$` is no name of one
        warning[L055] test.yaml:6:24 /components/schemas/D/format: the format `^[0-9]+$` is no name of one
        ");
    }

    #[test]
    fn a_format_of_an_object_goes_and_one_without_a_type_gives_it() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: object, format: json}
                B: {properties: {b: {format: uuid}, c: {format: int32}, d: {format: double}}}
                C: {oneOf: [{type: string}], format: uuid}
                D: {type: string, format: phone-number}
        "), @"
         components:
           schemas:
        -    A: {type: object, format: json}
        +    A: {type: object}
             B:
               properties:
        -        b: {format: uuid}
        -        c: {format: int32}
        -        d: {format: double}
        -    C: {oneOf: [{type: string}], format: uuid}
        +        b: {format: uuid, type: string}
        +        c: {format: int32, type: integer}
        +        d: {format: double, type: number}
        +    C: {oneOf: [{type: string}]}
        warning[L055] test.yaml:3:23 /components/schemas/A/format: the format `json` of the type `object`
        note[L055] test.yaml:4:26 /components/schemas/B/properties/b/format: a schema with the format `uuid` has no `type`
        note[L055] test.yaml:4:45 /components/schemas/B/properties/c/format: a schema with the format `int32` has no `type`
        note[L055] test.yaml:4:65 /components/schemas/B/properties/d/format: a schema with the format `double` has no `type`
        warning[L055] test.yaml:5:34 /components/schemas/C/format: the format `uuid` beside combined schemas
        ");
    }
}
