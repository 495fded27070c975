//! What a value must satisfy is said, and is no type of its own.
//!
//! typify makes a type for each pattern and each range and enforces it on what is read as well: one odd id fails a whole
//! response (typify #862 and others), and a bound that moves is another type. The mark that stays tells the hardening what
//! to check when a body is built.

use serde_json::{Map, Value};

use super::{Findings, Pass};
use crate::facts::Constraints;
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "constraints",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static CONSTRAINT: Rule = Rule {
        id: "L022",
        title: "a constraint on a value",
        explanation: "Patterns, lengths, ranges and numbers of elements become sentences of the description. They are not part of the type: \
                      what a server sends is read even where its own document forbids it, and a bound that moves does not change the \
                      types of the client. What the client sends is checked when a body is built, with an error that names the field.",
        example: "page_size: {type: integer, minimum: 1, maximum: 50}",
    };

    static FORMAT: Rule = Rule {
        id: "L023",
        title: "a text in a format that servers do not keep",
        explanation: "A text with `format: uuid` would be a type that refuses anything else, and ids of other kinds occur where documents \
                      promise one. It is a text; the description says what the document promises.",
        example: "id: {type: string, format: uuid}",
    };

    static WIDTH: Rule = Rule {
        id: "L027",
        title: "a number of a certain width",
        explanation: "`float` would be a number of single precision, in which 12345678.91 is 12345679, and `int32` would refuse what does not \
                      fit. Numbers of JSON have no width, and servers do not keep to one: every number is of double precision, every \
                      integer of 64 bits.",
        example: "total_cost: {type: number, format: float}",
    };

    static PHONE: Rule = Rule {
        id: "L098",
        title: "a phone number in E.164 form",
        explanation: "A text with `format: e164`, which an overlay action can add, or with a pattern that says the same, is a phone number as \
                      ITU-T E.164 has it: `+`, the code of the country, and 15 digits at most. It is a text; one that is sent is checked \
                      when a body is built, without a regular expression and with an error that says what is wrong. What is read is not.",
        example: "recipient_phone_number: {type: string, format: e164}\nfrom: {type: string, pattern: '^\\+[1-9][0-9]{7,14}$'}",
    };
}

/// The name of the format of phone numbers, among the constraints too.
pub const E164: &str = "e164";

/// Patterns that say no more than the format, and less by one digit at most. One that allows fewer digits says less.
const E164_PATTERNS: [&str; 4] = [
    r"^\+[1-9][0-9]{6,14}$",
    r"^\+[1-9][0-9]{7,14}$",
    r"^\+[1-9]\d{6,14}$",
    r"^\+[1-9]\d{7,14}$",
];

/// The constraints of a schema, by their keywords, as the document has them.
const MARK: &str = "x-xtask-constraints";

/// The constraints of a schema that went through this pass.
pub(crate) fn marked(schema: &Value) -> Constraints {
    let marked = schema.get(MARK).and_then(Value::as_object);
    marked.cloned().unwrap_or_default()
}

/// A constraint and what it means, with its value in the place of `{}`.
const SENTENCES: [(&str, &str); 11] = [
    ("pattern", "Matches the regular expression `{}`."),
    ("minLength", "Has at least {} characters."),
    ("maxLength", "Has at most {} characters."),
    ("minimum", "At least {}."),
    ("maximum", "At most {}."),
    ("multipleOf", "A multiple of {}."),
    ("minItems", "Has at least {} elements."),
    ("maxItems", "Has at most {} elements."),
    ("minProperties", "Has at least {} properties."),
    ("maxProperties", "Has at most {} properties."),
    ("uniqueItems", "Its elements differ from each other."),
];

/// What is done with each constraint.
const DONE: &str = "said in the description; checked in what is sent, not in what is read";

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let mut sentences = Vec::new();
        let mut constraints = Map::new();
        if members.get("format").is_some_and(|format| format == "uuid") {
            members.shift_remove("format");
            sentences.push("A UUID, by the document.".to_owned());
            findings.note(
                &FORMAT,
                source,
                &pointer.join("format"),
                "a text that shall be a UUID",
                "taken as a string",
            );
        }
        if members
            .get("format")
            .and_then(Value::as_str)
            .is_some_and(|format| is_width(members, format))
        {
            members.shift_remove("format");
            let message = "a number of a certain width";
            findings.note(
                &WIDTH,
                source,
                &pointer.join("format"),
                message,
                "taken as the widest of its kind",
            );
        }
        if let Some(keyword) = take_e164(members) {
            constraints.insert("format".to_owned(), E164.into());
            sentences.push("A phone number in E.164 form: `+` and 7 to 15 digits.".to_owned());
            let message = format!("`{keyword}` says that it is a phone number");
            findings.note(&PHONE, source, &pointer.join(keyword), message, DONE);
        }
        for (name, sentence) in SENTENCES {
            // A value of another kind stays, for the typed reading to report.
            if !members.get(name).is_some_and(|value| is_constraint(name, value)) {
                continue;
            }
            let Some(value) = members.shift_remove(name) else {
                continue;
            };
            let exclusive = match name {
                "minimum" => members.shift_remove("exclusiveMinimum"),
                "maximum" => members.shift_remove("exclusiveMaximum"),
                _ => None,
            };
            if let Some(exclusive @ Value::Bool(true)) = &exclusive {
                let name = if name == "minimum" {
                    "exclusiveMinimum"
                } else {
                    "exclusiveMaximum"
                };
                constraints.insert(name.to_owned(), exclusive.clone());
            }
            let shown = value
                .as_str()
                .map_or_else(|| value.to_string(), |text| text.replace('`', "'"));
            let sentence = match (name, exclusive == Some(Value::Bool(true))) {
                ("minimum", true) => format!("More than {shown}."),
                ("maximum", true) => format!("Less than {shown}."),
                _ => sentence.replace("{}", &shown),
            };
            if value == Value::Bool(false) {
                continue;
            }
            constraints.insert(name.to_owned(), value);
            sentences.push(sentence);
            let message = format!("`{name}` is {shown}");
            findings.note(&CONSTRAINT, source, &pointer.join(name), message, DONE);
        }
        if !sentences.is_empty() {
            describe(members, &sentences.join(" "));
        }
        if !constraints.is_empty() {
            members.insert(MARK.to_owned(), Value::Object(constraints));
        }
    });
}

/// Removes what says that a string is a phone number: the keyword that said it.
fn take_e164(schema: &mut Map<String, Value>) -> Option<&'static str> {
    let is = |keyword: &str, wanted: &[&str]| {
        let said = schema.get(keyword).and_then(Value::as_str);
        said.is_some_and(|said| wanted.contains(&said))
    };
    if !is("type", &["string"]) {
        return None;
    }
    let (format, pattern) = (is("format", &[E164]), is("pattern", &E164_PATTERNS));
    if format {
        schema.shift_remove("format");
    }
    if pattern {
        schema.shift_remove("pattern");
    }
    match (format, pattern) {
        (true, _) => Some("format"),
        (false, true) => Some("pattern"),
        (false, false) => None,
    }
}

/// The formats that narrow a number (OpenAPI 3.1 section 4.4, and those of its format registry).
fn is_width(schema: &Map<String, Value>, format: &str) -> bool {
    match schema.get("type").and_then(Value::as_str) {
        Some("number") => matches!(format, "float" | "double" | "decimal" | "int32" | "int64"),
        Some("integer") => matches!(format, "int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32"),
        _ => false,
    }
}

fn is_constraint(name: &str, value: &Value) -> bool {
    match name {
        "pattern" => value.is_string(),
        "uniqueItems" => value.is_boolean(),
        "minimum" | "maximum" | "multipleOf" => value.is_number(),
        _ => value.is_u64(),
    }
}

/// Adds a paragraph to the description.
pub(crate) fn describe(members: &mut Map<String, Value>, paragraph: &str) {
    let description = match members.get("description").and_then(Value::as_str).map(str::trim_end) {
        None | Some("") => paragraph.to_owned(),
        Some(said) => format!("{said}\n\n{paragraph}"),
    };
    members.insert("description".to_owned(), description.into());
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_phone_number_is_one_by_its_format_or_by_a_pattern_that_says_the_same() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: string, format: e164, description: To call.}
                B: {type: string, pattern: '^\+[1-9][0-9]{7,14}$', maxLength: 16}
                C: {type: array, items: {type: string, format: e164, pattern: '^\+[1-9]\d{6,14}$'}}
                D: {type: string, format: e164, pattern: '^\+1'}
                E: {type: string, pattern: '^\+[1-9]\d{1,14}$'}
                F: {type: integer, format: e164}
        "), @r#"
         components:
           schemas:
             A:
        -      format: e164
        -      description: To call.
        +      description: "To call.\n\nA phone number in E.164 form: `+` and 7 to 15 digits."
        +      x-xtask-constraints: {format: e164}
             B:
        -      pattern: "^\\+[1-9][0-9]{7,14}$"
        -      maxLength: 16
        +      description: 'A phone number in E.164 form: `+` and 7 to 15 digits. Has at most 16 characters.'
        +      x-xtask-constraints: {format: e164, maxLength: 16}
             C:
               items:
        -        format: e164
        -        pattern: "^\\+[1-9]\\d{6,14}$"
        +        description: 'A phone number in E.164 form: `+` and 7 to 15 digits.'
        +        x-xtask-constraints: {format: e164}
             D:
        -      format: e164
        -      pattern: "^\\+1"
        +      description: "A phone number in E.164 form: `+` and 7 to 15 digits. Matches the regular expression `^\\+1`."
        +      x-xtask-constraints: {format: e164, pattern: "^\\+1"}
             E:
        -      pattern: "^\\+[1-9]\\d{1,14}$"
        +      description: "Matches the regular expression `^\\+[1-9]\\d{1,14}$`."
        +      x-xtask-constraints: {pattern: "^\\+[1-9]\\d{1,14}$"}
        note[L098] test.yaml:3:23 /components/schemas/A/format: `format` says that it is a phone number
        note[L098] test.yaml:4:23 /components/schemas/B/pattern: `pattern` says that it is a phone number
        note[L022] test.yaml:4:56 /components/schemas/B/maxLength: `maxLength` is 16
        note[L098] test.yaml:5:44 /components/schemas/C/items/format: `format` says that it is a phone number
        note[L098] test.yaml:6:23 /components/schemas/D/format: `format` says that it is a phone number
        note[L022] test.yaml:6:37 /components/schemas/D/pattern: `pattern` is ^\+1
        note[L022] test.yaml:7:23 /components/schemas/E/pattern: `pattern` is ^\+[1-9]\d{1,14}$
        "#);
    }

    #[test]
    fn constraints_become_sentences() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: integer, description: The page., minimum: 1, maximum: 50, exclusiveMaximum: true}
                B: {type: string, pattern: '^a`b$', maxLength: 3}
                C: {type: array, uniqueItems: false, items: {type: string, format: uuid}}
                D: {type: number, format: float}
                E: {type: integer, format: int64}
        "), @r#"
         components:
           schemas:
             A:
        -      description: The page.
        -      minimum: 1
        -      maximum: 50
        -      exclusiveMaximum: true
        +      description: "The page.\n\nAt least 1. Less than 50."
        +      x-xtask-constraints: {minimum: 1, exclusiveMaximum: true, maximum: 50}
             B:
        -      pattern: '^a`b$'
        -      maxLength: 3
        -    C: {type: array, uniqueItems: false, items: {type: string, format: uuid}}
        -    D: {type: number, format: float}
        +      description: "Matches the regular expression `^a'b$`. Has at most 3 characters."
        +      x-xtask-constraints: {pattern: '^a`b$', maxLength: 3}
        +    C: {type: array, items: {type: string, description: 'A UUID, by the document.'}}
        +    D: {type: number}
        note[L022] test.yaml:3:48 /components/schemas/A/minimum: `minimum` is 1
        note[L022] test.yaml:3:60 /components/schemas/A/maximum: `maximum` is 50
        note[L022] test.yaml:4:23 /components/schemas/B/pattern: `pattern` is ^a'b$
        note[L022] test.yaml:4:41 /components/schemas/B/maxLength: `maxLength` is 3
        note[L023] test.yaml:5:64 /components/schemas/C/items/format: a text that shall be a UUID
        note[L027] test.yaml:6:23 /components/schemas/D/format: a number of a certain width
        "#);
    }
}
