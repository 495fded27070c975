//! Descriptions become doc comments: rustdoc reads Markdown in its own way, and knows no site that a link is relative to.

use serde_json::Value;

use super::{Findings, Pass, markdown};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "descriptions",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L057",
        title: "a description that rustdoc would read in another way",
        explanation: "Descriptions are Markdown (OpenAPI 3.1 section 4.3.4) and become doc comments. rustdoc takes `[x]` for a link to a \
                      Rust item and `<T>` for an HTML tag that is never closed, runs a block of code without a language as a test, and \
                      does not make links of bare URLs. Such brackets are escaped, such a block is marked as text, a bare URL is put \
                      between `<` and `>`, and a link that is relative to the site of the documentation becomes its text. Code is left \
                      alone.",
        example: "description: See [the guide](/docs/guide), https://example.com, or pass a list[str].",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::objects(value, Order::Down, &mut |kind, pointer, node| {
        for name in ["description", "summary"] {
            let Some(Value::String(said)) = node.get_mut(name).filter(|_| kind.field(name).is_some()) else {
                continue;
            };
            let (readable, reasons) = markdown::for_rustdoc(said);
            if reasons.is_empty() {
                continue;
            }
            let message = format!("`{name}` has {}", reasons.into_iter().collect::<Vec<_>>().join(", "));
            findings.note(
                &RULE,
                source,
                &pointer.join(name),
                message,
                "said so that rustdoc shows what was meant",
            );
            *said = readable;
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn every_description_and_summary_is_looked_at_and_nothing_else() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            info: {title: 'A [b]', description: 'https://example.com'}
            paths: {/a: {get: {summary: 'list[str]', parameters: [{description: '[guide](/docs)', example: '[x]'}]}}}
            components:
              schemas:
                A: {description: plain, properties: {description: {description: '<T>'}}, default: {description: '[x]'}}
        "), @r#"
        -info: {title: 'A [b]', description: 'https://example.com'}
        +info: {title: 'A [b]', description: '<https://example.com>'}
         paths:
           /a:
        -    get: {summary: 'list[str]', parameters: [{description: '[guide](/docs)', example: '[x]'}]}
        +    get: {summary: "list\\[str]", parameters: [{description: guide, example: '[x]'}]}
         components:
           schemas:
             A:
        -      properties: {description: {description: '<T>'}}
        +      properties: {description: {description: '&lt;T>'}}
        note[L057] test.yaml:1:24 /info/description: `description` has a bare URL
        note[L057] test.yaml:2:20 /paths/~1a/get/summary: `summary` has brackets that are no link
        note[L057] test.yaml:2:56 /paths/~1a/get/parameters/0/description: `description` has a link that is relative to a site
        note[L057] test.yaml:5:56 /components/schemas/A/properties/description/description: `description` has a tag that is never closed
        "#);
    }
}
