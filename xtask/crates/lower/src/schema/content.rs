//! `contentEncoding` and `contentMediaType`: bytes within a string.

use serde_json::Value;

use super::{Findings, Pass, edit};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "content",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L047",
        title: "content within a text",
        explanation: "`contentEncoding`, `contentMediaType` and `contentSchema` say what is encoded in a text (JSON Schema 2020-12, \
                      Validation, section 8). OpenAPI 3.0 says `format: byte` for base64 and `format: binary` for bytes as they are; \
                      these are said so. Anything else, and what the bytes are, is left out: the value is a text.",
        example: "recording: {type: string, contentEncoding: base64, contentMediaType: audio/wav}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_ascii_lowercase);
        let (encoding, media_type) = (text("contentEncoding"), text("contentMediaType"));
        let format = match (encoding.as_deref(), media_type.as_deref()) {
            (Some("base64" | "base64url"), _) => Some("byte"),
            (Some("binary"), _) => Some("binary"),
            (None, Some(media_type)) if is_binary(media_type) => Some("binary"),
            _ => None,
        };
        let names = ["contentEncoding", "contentMediaType", "contentSchema"];
        for name in names
            .into_iter()
            .filter(|name| members.contains_key(*name))
            .collect::<Vec<_>>()
        {
            let here = pointer.join(name);
            let shown = members
                .get(name)
                .filter(|_| name != "contentSchema")
                .map(|value| format!(": {value}"));
            let message = format!("`{name}{}` is of OpenAPI 3.1", shown.unwrap_or_default());
            let says_format = name == "contentEncoding" || (encoding.is_none() && name == "contentMediaType");
            match format.filter(|_| says_format) {
                Some(format) => findings.note(&RULE, source, &here, message, format!("said as `format: {format}`")),
                None => findings.warning(&RULE, source, &here, message, "left out; the value is a text"),
            }
            edit::remove(members, source, pointer, name);
        }
        if let Some(format) = format {
            members.entry("type").or_insert_with(|| "string".into());
            members.insert("format".to_owned(), format.into());
        }
    });
}

/// Whether a media type is of bytes that are no text.
fn is_binary(media_type: &str) -> bool {
    let bytes = [
        "application/octet-stream",
        "application/pdf",
        "application/zip",
        "application/gzip",
    ];
    let families = ["image/", "audio/", "video/", "font/"];
    bytes.contains(&media_type) || families.iter().any(|family| media_type.starts_with(family))
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn base64_is_byte_and_bytes_are_binary() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: string, contentEncoding: base64}
                B: {type: string, contentMediaType: audio/wav}
                C: {properties: {c: {contentMediaType: image/png, contentEncoding: base64url}}}
        "), @r#"
         components:
           schemas:
        -    A: {type: string, contentEncoding: base64}
        -    B: {type: string, contentMediaType: audio/wav}
        -    C: {properties: {c: {contentMediaType: image/png, contentEncoding: base64url}}}
        +    A: {type: string, format: byte}
        +    B: {type: string, format: binary}
        +    C: {properties: {c: {type: string, format: byte}}}
        note[L047] test.yaml:3:23 /components/schemas/A/contentEncoding: `contentEncoding: "base64"` is of OpenAPI 3.1
        note[L047] test.yaml:4:23 /components/schemas/B/contentMediaType: `contentMediaType: "audio/wav"` is of OpenAPI 3.1
        warning[L047] test.yaml:5:26 /components/schemas/C/properties/c/contentMediaType: `contentMediaType: "image/png"` is of OpenAPI 3.1
        note[L047] test.yaml:5:55 /components/schemas/C/properties/c/contentEncoding: `contentEncoding: "base64url"` is of OpenAPI 3.1
        "#);
    }

    #[test]
    fn anything_else_is_a_text() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: string, contentMediaType: application/json, contentSchema: {type: object}}
                B: {type: string, contentEncoding: quoted-printable}
        "), @r#"
         components:
           schemas:
        -    A: {type: string, contentMediaType: application/json, contentSchema: {type: object}}
        -    B: {type: string, contentEncoding: quoted-printable}
        +    A: {type: string}
        +    B: {type: string}
        warning[L047] test.yaml:3:23 /components/schemas/A/contentMediaType: `contentMediaType: "application/json"` is of OpenAPI 3.1
        warning[L047] test.yaml:3:59 /components/schemas/A/contentSchema: `contentSchema` is of OpenAPI 3.1
        warning[L047] test.yaml:4:23 /components/schemas/B/contentEncoding: `contentEncoding: "quoted-printable"` is of OpenAPI 3.1
        "#);
    }
}
