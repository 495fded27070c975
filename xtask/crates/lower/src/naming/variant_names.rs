//! Names of values and branches in code: each must be bound to what it names, and be one that Rust can have.

use serde_json::Value;

use super::{Findings, Pass};
use document::normal::variant_names::{BRANCH_NAME, Fault, KEYWORD, faults};
use document::report::plural;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "variant_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static WITHOUT_VALUE: Rule = Rule {
        id: "L103",
        title: "a name of a value that is not enumerated",
        explanation: "`x-enum-varnames` binds names in code to values: value → name. This value is none of the enumeration, or not any \
                      more. Perhaps the vendor renamed or removed it: remove the name, or bind it to the value that it means now. All \
                      other values keep their names.",
        example: "enum: [eleven_flash_v2_5]\nx-enum-varnames: {eleven_turbo_v2_5: TurboV2_5}",
    };

    static WITHOUT_NAME: Rule = Rule {
        id: "L104",
        title: "a value without a name beside others that have one",
        explanation: "`x-enum-varnames` names other values of the enumeration, and not this one: it is called after the value. Perhaps the \
                      vendor added it: give it a name too, before somebody uses the one that it has now.",
        example: "enum: [eleven_flash_v2_5, eleven_v3]\nx-enum-varnames: {eleven_flash_v2_5: FlashV2_5}",
    };

    static UNUSABLE: Rule = Rule {
        id: "L105",
        title: "names that cannot be those of the values",
        explanation: "`x-enum-varnames` is an object, value → name. A list is read too, as many generators write it, if it has a name for \
                      each value; in an overlay it is refused, because nothing tells there whether the order of the document is \
                      still the one that it was written for. Each name is an identifier of Rust, and no two values have one name. \
                      What does not hold is left out, and the values are called after themselves.",
        example: "enum: [a, b, c]\nx-enum-varnames: [First, Second]",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let found = faults(members);
        for fault in &found {
            report(fault, source, &pointer.join(KEYWORD), findings);
        }
        if let Some(Value::Object(names)) = members.get(KEYWORD) {
            for (value, name) in names.iter().filter_map(|(value, name)| Some((value, name.as_str()?))) {
                check_identifier(name, source, &pointer.join(KEYWORD).join(value), findings);
            }
        }
        if let Some(name) = members.get(BRANCH_NAME) {
            check_identifier(
                name.as_str().unwrap_or_default(),
                source,
                &pointer.join(BRANCH_NAME),
                findings,
            );
        }
    });
}

fn report(fault: &Fault, source: &SourceMap, here: &Pointer, findings: &mut Findings) {
    match fault {
        Fault::Length { names, values } => {
            let message = format!(
                "`{KEYWORD}` has {} for {}",
                plural(*names, "name"),
                plural(*values, "value")
            );
            let done = "left out; write it as an object, `value: Name`, so that each value keeps its name";
            findings.warning(&UNUSABLE, source, here, message, done);
        }
        Fault::Malformed => {
            let message = format!("`{KEYWORD}` is neither an object of names nor a list of them");
            findings.warning(&UNUSABLE, source, here, message, "left out; write `value: Name`");
        }
        Fault::Shared(name) => {
            let message = format!("several values are called `{name}`");
            findings.warning(
                &UNUSABLE,
                source,
                here,
                message,
                "the first keeps it; give each a name of its own",
            );
        }
        Fault::WithoutValue(value, name) => {
            let message = format!("`{name}` is the name of `{value}`, which is not enumerated");
            let done = "left out; remove the name, or bind it to the value that it means now";
            findings.warning(&WITHOUT_VALUE, source, &here.join(value), message, done);
        }
        Fault::WithoutName(value) => {
            let message = format!("`{value}` has no name, and other values have one");
            let done = format!("called after the value; add `{value}: Name` to `{KEYWORD}`");
            findings.warning(&WITHOUT_NAME, source, here, message, done);
        }
    }
}

fn check_identifier(name: &str, source: &SourceMap, here: &Pointer, findings: &mut Findings) {
    if syn::parse_str::<syn::Ident>(name).is_err() {
        let message = format!("`{name}` is no identifier of Rust");
        findings.warning(
            &UNUSABLE,
            source,
            here,
            message,
            "left out; write a name in Pascal case, as `Nova2`",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::found;

    #[test]
    fn names_that_fit_are_nothing_to_talk_about() {
        assert_eq!(
            found(
                super::PASS,
                r"
            components:
              schemas:
                A: {enum: [a, b], x-enum-varnames: {b: B, a: A}}
                B: {oneOf: [{type: string, x-rust-variant: One}, {type: array}]}
        "
            ),
            ""
        );
    }

    #[test]
    fn what_does_not_fit_is_named_by_value_and_name() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                A: {enum: [flash, v3], x-enum-varnames: {flash: Flash, turbo: Turbo}}
                B: {enum: [a, b, c], x-enum-varnames: [A, B]}
                C: {enum: [a, b], x-enum-varnames: {a: Same, b: Same}}
                D: {enum: [a], x-enum-varnames: {a: 2 words}}
                E: {enum: [a], x-enum-varnames: First}
                F: {oneOf: [{x-rust-variant: ''}, {}], x-enum-varnames: [One]}
                G: {type: string, x-enum-varnames: {a: A}}
        "), @r#"
        warning[L104] test.yaml:3:28 /components/schemas/A/x-enum-varnames: `v3` has no name, and other values have one
        warning[L103] test.yaml:3:60 /components/schemas/A/x-enum-varnames/turbo: `Turbo` is the name of `turbo`, which is not enumerated
        warning[L105] test.yaml:4:26 /components/schemas/B/x-enum-varnames: `x-enum-varnames` has 2 names for 3 values
        warning[L105] test.yaml:5:23 /components/schemas/C/x-enum-varnames: several values are called `Same`
        warning[L105] test.yaml:6:38 /components/schemas/D/x-enum-varnames/a: `2 words` is no identifier of Rust
        warning[L105] test.yaml:7:20 /components/schemas/E/x-enum-varnames: `x-enum-varnames` is neither an object of names nor a list of them
        warning[L105] test.yaml:8:18 /components/schemas/F/oneOf/0/x-rust-variant: `` is no identifier of Rust
        warning[L105] test.yaml:8:44 /components/schemas/F/x-enum-varnames: `x-enum-varnames` has 1 name for 2 values
        warning[L103] test.yaml:9:41 /components/schemas/G/x-enum-varnames/a: `A` is the name of `a`, which is not enumerated
        "#);
    }
}
