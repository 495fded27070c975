//! What a node is called when it is talked about: `GET /call`, `SIPTrunkGateway.port`.

use serde_json::Value;

use document::grammar::METHODS;
use document::{Document, Pointer};

/// What the node at `pointer` of `document` belongs to.
pub(super) fn describe(document: &Document, pointer: &Pointer) -> String {
    let tokens: Vec<&str> = pointer.tokens().iter().map(String::as_str).collect();
    let mut node = Some(&document.value);
    let mut name = String::new();
    let mut rest = tokens.as_slice();
    let mut step = |count: usize, rest: &mut &[&str]| {
        for token in rest.iter().take(count) {
            node = node.and_then(|node| child(node, token));
        }
        *rest = rest.get(count..).unwrap_or_default();
        node
    };
    match rest {
        ["paths", path, method, ..] if METHODS.contains(method) => {
            name = format!("{} {path}", method.to_uppercase());
            step(3, &mut rest);
        }
        ["webhooks", hook, method, ..] if METHODS.contains(method) => {
            name = format!("webhook {} {hook}", method.to_uppercase());
            step(3, &mut rest);
        }
        ["paths", path, ..] => {
            name = (*path).to_owned();
            step(2, &mut rest);
        }
        ["webhooks", hook, ..] => {
            name = format!("webhook {hook}");
            step(2, &mut rest);
        }
        ["components", _, component, ..] => {
            name = (*component).to_owned();
            step(3, &mut rest);
        }
        [] => return "the contract".to_owned(),
        _ => {}
    }
    loop {
        match rest {
            [] => break,
            ["properties", property, ..] => {
                name.push('.');
                name.push_str(property);
                step(2, &mut rest);
            }
            ["items", ..] => {
                name.push_str("[]");
                step(1, &mut rest);
            }
            ["additionalProperties" | "patternProperties", ..] => {
                name.push_str("{}");
                step(1, &mut rest);
            }
            ["prefixItems", index, ..] => {
                name.push_str(&format!("[{index}]"));
                step(2, &mut rest);
            }
            ["requestBody", ..] => {
                name.push_str(" body");
                step(1, &mut rest);
            }
            ["responses", status, ..] => {
                name.push_str(&format!(" {status}"));
                step(2, &mut rest);
            }
            ["content", _, ..] => {
                step(2, &mut rest);
            }
            ["headers", header, ..] => {
                name.push_str(&format!(" header {header}"));
                step(2, &mut rest);
            }
            ["callbacks", callback, _, method, ..] => {
                name.push_str(&format!(" callback {callback} {}", method.to_uppercase()));
                step(4, &mut rest);
            }
            ["callbacks" | "links", part, ..] => {
                name.push_str(&format!(" {part}"));
                step(2, &mut rest);
            }
            ["parameters", _, ..] => {
                let entry = step(2, &mut rest);
                let text = |key: &str| entry.and_then(|entry| entry.get(key)?.as_str());
                let reference = text("$ref").and_then(|reference| reference.rsplit('/').next());
                let parameter = text("name").or(reference).unwrap_or("parameter");
                name.push(' ');
                name.push_str(parameter);
            }
            ["allOf" | "anyOf" | "oneOf", _, ..] => {
                step(2, &mut rest);
            }
            ["schema" | "not" | "if" | "then" | "else", ..] => {
                step(1, &mut rest);
            }
            [list @ ("securitySchemes" | "tags" | "servers"), _, ..] if name.is_empty() => {
                name.push_str(list);
                step(2, &mut rest);
            }
            [other, ..] if name.is_empty() => {
                name.push_str(other);
                break;
            }
            _ => break,
        }
    }
    name.trim().to_owned()
}

fn child<'v>(value: &'v Value, token: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use document::SourceMap;

    #[test]
    fn a_place_is_called_what_people_call_it() {
        let value = json!({"paths": {"/call": {"get": {"parameters": [{"name": "limit", "in": "query"}]}}}});
        let document = Document {
            value,
            source: SourceMap::default(),
        };
        let called = |pointer: &str| describe(&document, &Pointer::parse(pointer).unwrap());
        assert_eq!(
            called("/components/schemas/Trunk/properties/gateways/items/properties/port/minimum"),
            "Trunk.gateways[].port"
        );
        assert_eq!(
            called("/paths/~1call/get/parameters/0/schema/maximum"),
            "GET /call limit"
        );
        assert_eq!(
            called("/paths/~1call/get/responses/200/content/application~1json/schema/oneOf/0/properties/id"),
            "GET /call 200.id"
        );
        assert_eq!(
            called("/paths/~1call/get/callbacks/done/{$url}/post/requestBody"),
            "GET /call callback done POST body"
        );
        assert_eq!(called("/info/title"), "info");
        assert_eq!(called(""), "the contract");
    }
}
