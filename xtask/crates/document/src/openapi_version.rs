//! Which version of OpenAPI a document says that it is: 3.0 and 3.1 are read, everything else is something else.

use serde_json::Value;

use crate::finding::Finding;
use crate::rules::NOT_OPENAPI;
use crate::{Document, Pointer};

/// The version of an OpenAPI document, with its patch: `3.1.0`.
///
/// # Errors
///
/// The document is no OpenAPI 3.0 or 3.1: the finding says what it is, as far as that can be seen, and what to do.
pub fn openapi_version(document: &Document) -> Result<String, Finding> {
    let here = Pointer::from_tokens(["openapi"]);
    let version = match document.value.get("openapi") {
        Some(Value::String(version)) => version.clone(),
        // `openapi: 3.1` is a number in YAML; what was meant is as clear.
        Some(Value::Number(number)) => document
            .source
            .spelling(&here)
            .map_or_else(|| number.to_string(), str::to_owned),
        Some(_) => {
            return Err(refuse(
                document,
                here,
                "`openapi` is not the number of a version".to_owned(),
                OTHER,
            ));
        }
        None => {
            let (what, remedy) = described(&document.value);
            return Err(refuse(document, Pointer::root(), format!("this is {what}"), remedy));
        }
    };
    let mut parts = version.splitn(3, '.');
    let (major, minor, patch) = (parts.next(), parts.next(), parts.next());
    let is_patch = |patch: &str| patch.starts_with(|first: char| first.is_ascii_digit());
    match (major, minor, patch) {
        (Some("3"), Some("0" | "1"), None) => Ok(format!("{version}.0")),
        (Some("3"), Some("0" | "1"), Some(patch)) if is_patch(patch) => Ok(version),
        _ => Err(refuse(
            document,
            here,
            format!("OpenAPI {version} is not supported"),
            "OpenAPI 3.0 and 3.1 are: convert it to one of them",
        )),
    }
}

const OTHER: &str = "name the OpenAPI 3.0 or 3.1 description itself";

/// What a document is that has no `openapi`, and what to do with it.
fn described(value: &Value) -> (&'static str, &'static str) {
    const NOTHING: &str = "not an OpenAPI description: it has no `openapi: 3.x.y`";
    let members = match value {
        Value::Object(members) => members,
        Value::Array(_) => return ("a list, not an OpenAPI description", OTHER),
        Value::Null => return ("an empty document, not an OpenAPI description", OTHER),
        _ => return ("a single value, not an OpenAPI description", OTHER),
    };
    let has = |key: &str| members.contains_key(key);
    if has("swagger") {
        let remedy = "convert it to OpenAPI 3.0 first, or name the OpenAPI 3.0 or 3.1 description itself";
        ("a Swagger 2.0 document, not an OpenAPI 3 one", remedy)
    } else if has("asyncapi") {
        ("an AsyncAPI document, not an OpenAPI one", OTHER)
    } else if has("arazzo") {
        ("an Arazzo document, not an OpenAPI one", OTHER)
    } else if has("overlay") {
        ("an overlay, not the OpenAPI description that it corrects", OTHER)
    } else if has("$schema") {
        ("a JSON Schema, not an OpenAPI description", OTHER)
    } else if has("paths") || has("info") || has("components") {
        (
            NOTHING,
            "write its version at the top: `openapi: 3.1.0`, or `openapi: 3.0.3`",
        )
    } else {
        (NOTHING, OTHER)
    }
}

fn refuse(document: &Document, pointer: Pointer, message: String, remedy: &str) -> Finding {
    Finding::error(&NOT_OPENAPI, document.locate(&pointer), pointer, message, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    fn version(text: &str) -> Result<String, Finding> {
        openapi_version(&load("a.yaml", text.as_bytes()).unwrap())
    }

    #[test]
    fn a_version_is_read_in_each_way_that_people_write_it() {
        for (text, read) in [
            ("openapi: 3.1.0", "3.1.0"),
            ("openapi: '3.0.4'", "3.0.4"),
            ("openapi: 3.1", "3.1.0"),
            ("openapi: '3.0'", "3.0.0"),
            ("openapi: 3.0", "3.0.0"),
            ("{\"openapi\": \"3.1.0-rc1\"}", "3.1.0-rc1"),
        ] {
            assert_eq!(version(text), Ok(read.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_openapi_3_0_or_3_1_is_called_what_it_is() {
        let said = [
            "hello: world",
            "swagger: '2.0'\npaths: {}",
            "openapi: 4.0.0",
            "openapi: 3.2.0",
            "openapi: 3.10.0",
            "openapi: 3.1.x",
            "openapi: 31",
            "openapi: [3.1.0]",
            "[1, 2]",
            "3.1",
            "text",
            "~",
            "asyncapi: 3.0.0\ninfo: {}",
            "overlay: 1.0.0",
            "$schema: https://json-schema.org/draft/2020-12/schema",
            "info: {title: A}\npaths: {}",
        ];
        let said = said.map(|text| {
            let finding = version(text).unwrap_err();
            format!("{} ({})", finding.message, finding.remedy)
        });
        insta::assert_snapshot!(said.join("\n"), @r#"
        this is not an OpenAPI description: it has no `openapi: 3.x.y` (name the OpenAPI 3.0 or 3.1 description itself)
        this is a Swagger 2.0 document, not an OpenAPI 3 one (convert it to OpenAPI 3.0 first, or name the OpenAPI 3.0 or 3.1 description itself)
        OpenAPI 4.0.0 is not supported (OpenAPI 3.0 and 3.1 are: convert it to one of them)
        OpenAPI 3.2.0 is not supported (OpenAPI 3.0 and 3.1 are: convert it to one of them)
        OpenAPI 3.10.0 is not supported (OpenAPI 3.0 and 3.1 are: convert it to one of them)
        OpenAPI 3.1.x is not supported (OpenAPI 3.0 and 3.1 are: convert it to one of them)
        OpenAPI 31 is not supported (OpenAPI 3.0 and 3.1 are: convert it to one of them)
        `openapi` is not the number of a version (name the OpenAPI 3.0 or 3.1 description itself)
        this is a list, not an OpenAPI description (name the OpenAPI 3.0 or 3.1 description itself)
        this is a single value, not an OpenAPI description (name the OpenAPI 3.0 or 3.1 description itself)
        this is a single value, not an OpenAPI description (name the OpenAPI 3.0 or 3.1 description itself)
        this is an empty document, not an OpenAPI description (name the OpenAPI 3.0 or 3.1 description itself)
        this is an AsyncAPI document, not an OpenAPI one (name the OpenAPI 3.0 or 3.1 description itself)
        this is an overlay, not the OpenAPI description that it corrects (name the OpenAPI 3.0 or 3.1 description itself)
        this is a JSON Schema, not an OpenAPI description (name the OpenAPI 3.0 or 3.1 description itself)
        this is not an OpenAPI description: it has no `openapi: 3.x.y` (write its version at the top: `openapi: 3.1.0`, or `openapi: 3.0.3`)
        "#);
    }
}
