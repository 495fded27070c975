//! What 3.1 added to the Info Object.

use super::{Findings, Pass};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "info",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L053",
        title: "a summary of the API, or the identifier of a licence",
        explanation: "OpenAPI 3.1 added `info.summary` (section 4.8.2) and `info.license.identifier` (section 4.8.4). The summary \
                      becomes the first paragraph of the description. The identifier is left out: the generated crate has the \
                      licence of its own manifest.",
        example: "info:\n  title: An API\n  summary: Numbers, calls and trunks\n  license: {name: MIT, identifier: MIT}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let summary = Pointer::from_tokens(["info", "summary"]);
    if let Some(said) = document
        .get(&summary)
        .and_then(serde_json::Value::as_str)
        .map(str::to_owned)
    {
        let done = "put before the description";
        findings.note(
            &RULE,
            &document.source,
            &summary,
            "`info.summary` is a field of OpenAPI 3.1",
            done,
        );
        document.remove(&summary);
        let here = Pointer::from_tokens(["info"]);
        if let Some(info) = document.get_mut(&here).and_then(serde_json::Value::as_object_mut) {
            let description = match info.get("description").and_then(serde_json::Value::as_str) {
                Some(more) => format!("{}\n\n{more}", said.trim_end()),
                None => said,
            };
            info.insert("description".to_owned(), description.into());
        }
    }
    let identifier = Pointer::from_tokens(["info", "license", "identifier"]);
    if document.get(&identifier).is_some() {
        let message = "`info.license.identifier` is a field of OpenAPI 3.1";
        findings.note(&RULE, &document.source, &identifier, message, "left out");
        document.remove(&identifier);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn the_summary_becomes_the_first_paragraph() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            info: {title: t, summary: In short., description: At length.}
        "), @r#"
        -info: {title: t, summary: In short., description: At length.}
        +info: {title: t, description: "In short.\n\nAt length."}
        note[L053] test.yaml:1:18 /info/summary: `info.summary` is a field of OpenAPI 3.1
        "#);
    }

    #[test]
    fn a_summary_alone_becomes_the_description_and_the_identifier_goes() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            info: {title: t, summary: In short., license: {name: MIT, identifier: MIT}}
        "), @"
         info:
        -  summary: In short.
        -  license: {name: MIT, identifier: MIT}
        +  license: {name: MIT}
        +  description: In short.
        note[L053] test.yaml:1:18 /info/summary: `info.summary` is a field of OpenAPI 3.1
        note[L053] test.yaml:1:59 /info/license/identifier: `info.license.identifier` is a field of OpenAPI 3.1
        ");
    }
}
