//! `openapi: 3.1.x` becomes 3.0.3; the other passes make it true.

use serde_json::Value;

use super::{Findings, Pass};
use document::rule::Rule;
use document::rules::NOT_OPENAPI;
use document::{Document, Pointer, openapi_version};

pub(crate) const PASS: Pass = Pass {
    name: "openapi_version",
    rules: &[&OPENAPI_31, &NOT_OPENAPI],
    run,
};

static OPENAPI_31: Rule = Rule {
    id: "L001",
    title: "an OpenAPI 3.1 document",
    explanation: "The generator takes OpenAPI 3.0 only. The document is lowered to it pass by pass; a construct of 3.1 that 3.0 \
                  cannot say is an error of its own. A `jsonSchemaDialect` is left out when it names the default dialect of \
                  OpenAPI 3.1 or JSON Schema 2020-12, and is an error otherwise.",
    example: "openapi: 3.1.0",
};

/// The dialects that the passes know how to read.
const DIALECTS: [&str; 2] = [
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://json-schema.org/draft/2020-12/schema",
];

fn run(document: &mut Document, findings: &mut Findings) {
    let version = match openapi_version(document) {
        Ok(version) => version,
        Err(finding) => {
            let source = &document.source;
            return findings.error(finding.rule, source, &finding.pointer, finding.message, finding.remedy);
        }
    };
    let Document { value, source } = document;
    let here = Pointer::from_tokens(["openapi"]);
    if version.starts_with("3.1.") {
        findings.note(
            &OPENAPI_31,
            source,
            &here,
            format!("the document is OpenAPI {version}"),
            "lowered to OpenAPI 3.0.3",
        );
    }
    let Some(root) = value.as_object_mut() else { return };
    root.insert("openapi".to_owned(), "3.0.3".into());
    let dialect = root.get("jsonSchemaDialect").and_then(Value::as_str);
    if dialect.is_some_and(|dialect| DIALECTS.contains(&dialect.trim_end_matches('#'))) {
        root.shift_remove("jsonSchemaDialect");
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_3_1_document_becomes_a_3_0_one() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            openapi: 3.1.0
            jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
        "), @"
        -openapi: '3.1.0'
        -jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base'
        +openapi: '3.0.3'
        note[L001] test.yaml:1:1 /openapi: the document is OpenAPI 3.1.0
        ");
    }

    #[test]
    fn a_3_0_document_is_nothing_to_talk_about() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            openapi: 3.0.4
        "), @"
        -openapi: '3.0.4'
        +openapi: '3.0.3'
        ");
    }

    #[test]
    fn a_version_without_quotes_is_understood() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            openapi: 3.1
        "), @"
        -openapi: 3.1
        +openapi: '3.0.3'
        note[L001] test.yaml:1:1 /openapi: the document is OpenAPI 3.1.0
        ");
    }

    #[test]
    fn another_dialect_stays_and_is_an_error_later() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            openapi: 3.1.1
            jsonSchemaDialect: http://json-schema.org/draft-04/schema#
        "), @"
        -openapi: '3.1.1'
        +openapi: '3.0.3'
        note[L001] test.yaml:1:1 /openapi: the document is OpenAPI 3.1.1
        ");
    }

    #[test]
    fn what_is_no_openapi_3_is_refused() {
        insta::assert_snapshot!(lowered(super::PASS, "\nswagger: '2.0'"), @"
        unchanged
        error[L003] test.yaml:1:1 : this is a Swagger 2.0 document, not an OpenAPI 3 one
        ");
        insta::assert_snapshot!(lowered(super::PASS, "\nopenapi: 4.0.0"), @"
        unchanged
        error[L003] test.yaml:1:1 /openapi: OpenAPI 4.0.0 is not supported
        ");
        insta::assert_snapshot!(lowered(super::PASS, "\nhello: world"), @"
        unchanged
        error[L003] test.yaml:1:1 : this is not an OpenAPI description: it has no `openapi: 3.x.y`
        ");
    }
}
