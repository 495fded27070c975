//! References: the one way to read and to follow a `$ref` into the same document (JSON Pointer in the fragment of a URI, RFC 6901 section 6).

use serde_json::Value;

use crate::Pointer;

/// How long a chain of references may be. One that is longer is a circle, or nobody's document.
const LONGEST_CHAIN: usize = 64;

/// Where component schemas are.
const SCHEMAS: &str = "#/components/schemas/";

/// The text of a reference to `pointer`.
#[must_use]
pub fn to(pointer: &Pointer) -> String {
    format!("#{pointer}")
}

/// The place in this document that a reference names. `None` for another document, and for an anchor.
#[must_use]
pub fn target(text: &str) -> Option<Pointer> {
    text.starts_with('#').then(|| Pointer::parse(text)).flatten()
}

/// The name of the component schema that a reference names, as it stands there.
#[must_use]
pub fn schema_name(text: &str) -> Option<&str> {
    text.strip_prefix(SCHEMAS)
}

/// What a reference names, one step further.
#[must_use]
pub fn get<'a>(root: &'a Value, text: &str) -> Option<&'a Value> {
    root.pointer(&target(text)?.to_string())
}

/// What a value is in the end: itself, or what it refers to through any number of references. `None` where one leads nowhere or in a circle.
#[must_use]
pub fn follow<'a>(root: &'a Value, value: &'a Value) -> Option<&'a Value> {
    let mut value = value;
    for _ in 0..LONGEST_CHAIN {
        match value.get("$ref").and_then(Value::as_str) {
            Some(text) => value = get(root, text)?,
            None => return Some(value),
        }
    }
    None
}

/// What a reference names in the end, and where that is. `None` when `value` is no reference, or leads nowhere or in a circle.
#[must_use]
pub fn resolve<'a>(root: &'a Value, value: &Value) -> Option<(&'a Value, Pointer)> {
    let mut text = value.get("$ref")?.as_str()?;
    for _ in 0..LONGEST_CHAIN {
        let pointer = target(text)?;
        let found = root.pointer(&pointer.to_string())?;
        match found.get("$ref").and_then(Value::as_str) {
            Some(next) => text = next,
            None => return Some((found, pointer)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_chain_is_followed_to_its_end_and_a_circle_is_none() {
        let root = json!({"components": {"schemas": {
            "A": {"$ref": "#/components/schemas/a~1b"}, "a/b": {"type": "string"},
            "C": {"$ref": "#/components/schemas/D"}, "D": {"$ref": "#/components/schemas/C"},
        }}});
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let (end, pointer) = resolve(&root, &to("A")).unwrap();
        assert_eq!(
            (end, pointer.to_string().as_str()),
            (&json!({"type": "string"}), "/components/schemas/a~1b")
        );
        assert_eq!(follow(&root, &to("A")), Some(end));
        assert_eq!(follow(&root, end), Some(end));
        assert_eq!(resolve(&root, end), None);
        for name in ["C", "gone"] {
            assert_eq!(
                (follow(&root, &to(name)), resolve(&root, &to(name))),
                (None, None),
                "{name}"
            );
        }
    }

    #[test]
    fn only_a_pointer_into_this_document_is_a_target() {
        for text in [
            "other.yaml#/components/schemas/A",
            "#anchor",
            "/components/schemas/A",
            "https://a.example/#/a",
        ] {
            assert_eq!(target(text), None, "{text}");
        }
        assert_eq!(target("#").map(|pointer| to(&pointer)).as_deref(), Some("#"));
        assert_eq!(
            (
                schema_name("#/components/schemas/A"),
                schema_name("#/components/parameters/A")
            ),
            (Some("A"), None)
        );
    }
}
