//! How parameters go out: `style`, `explode`, `allowReserved` and `content`, in every place.
//!
//! The generator knows `simple` for one value in the path and in headers, and `form` in the query. What is said otherwise is marked for the
//! hardening, and taken out of the document.

use serde_json::{Map, Value, json};

use document::operations;
use document::reference;

use super::{Findings, Pass};
use document::Document;
use document::rule::Rule;

pub(crate) const PASS: Pass = Pass {
    name: "serialization",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static UNDEFINED: Rule = Rule {
        id: "L068",
        title: "a parameter that is serialized in a way that the specification does not define",
        explanation: "Each style is for some places and some types (OpenAPI 3.1.1 section 4.8.12.2, \"Style Values\"; what its \"Style Examples\" have as `n/a` is not \
                      defined): `deepObject` is for objects in the query, `matrix` for paths. The parameter goes out in the way that comes nearest; \
                      the finding says which. Correct the parameter with an overlay action where the server reads it otherwise.",
        example: "parameters: [{name: ids, in: query, style: deepObject, schema: {type: array, items: {type: string}}}]",
    };
}

/// On a parameter whose value is JSON in one string.
pub(super) const JSON: &str = "x-parameter-json";
/// On a parameter that the hardening writes: place, style, `explode` and `allowReserved`.
const MARK: &str = "x-parameter-sending";

/// How a parameter goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// `path`, `query`, `header` or `cookie`.
    pub place: String,
    /// The style.
    pub style: Style,
    /// Each element or property by itself.
    pub explode: bool,
    /// Reserved characters stay as they are.
    pub allow_reserved: bool,
    /// The generator was shown an array of the value: it makes parameters of no type that has a builder.
    pub is_wrapped: bool,
}

/// The styles, and JSON in one string, which is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the specification")]
pub enum Style {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

const STYLES: [(&str, Style); 8] = [
    ("matrix", Style::Matrix),
    ("label", Style::Label),
    ("simple", Style::Simple),
    ("form", Style::Form),
    ("spaceDelimited", Style::SpaceDelimited),
    ("pipeDelimited", Style::PipeDelimited),
    ("deepObject", Style::DeepObject),
    ("json", Style::Json),
];

impl Style {
    fn from_name(name: &str) -> Option<Self> {
        STYLES.iter().find(|(known, _)| *known == name).map(|(_, style)| *style)
    }

    fn name(self) -> &'static str {
        STYLES
            .iter()
            .find(|(_, style)| *style == self)
            .map_or("", |(name, _)| name)
    }

    fn is_in(self, place: &str) -> bool {
        match self {
            Self::Matrix | Self::Label => place == "path",
            Self::Simple => matches!(place, "path" | "header"),
            Self::Form => matches!(place, "query" | "cookie"),
            Self::SpaceDelimited | Self::PipeDelimited | Self::DeepObject => place == "query",
            Self::Json => true,
        }
    }
}

/// What the pass said of a parameter.
pub(super) fn marked(parameter: &Value) -> Option<Sending> {
    let mark = parameter.get(MARK)?;
    let is = |field: &str| mark.get(field).and_then(Value::as_bool).unwrap_or_default();
    Some(Sending {
        place: operations::text(mark, "in").to_owned(),
        style: Style::from_name(operations::text(mark, "style"))?,
        explode: is("explode"),
        allow_reserved: is("allowReserved"),
        is_wrapped: is("wrapped"),
    })
}

/// What a schema is, as far as styles tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Primitive,
    /// A string that Rust shows otherwise than JSON does.
    Timestamp,
    Array,
    Object,
    /// One of several, or anything.
    Any,
}

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations::pointers(document) {
        let list = operation.join("parameters");
        let count = document.get(&list).and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let here = list.join(index.to_string());
            let Some(parameter) = document.get(&here) else { continue };
            let name = operations::text(parameter, "name").to_owned();
            let kind = parameter
                .get("schema")
                .map_or(Kind::Any, |schema| kind(&document.value, schema));
            let (sending, doubt) = sending(parameter, kind);
            if let Some(doubt) = doubt {
                let message = format!("the parameter `{name}` {doubt}, which is not defined");
                findings.warning(&UNDEFINED, &document.source, &here, message, done(&sending));
            }
            if let Some(Value::Object(members)) = document.get_mut(&here) {
                mark(members, &sending, kind);
            }
        }
    }
}

fn kind(root: &Value, schema: &Value) -> Kind {
    let schema = reference::follow(root, schema).unwrap_or(schema);
    let is_composed = ["oneOf", "anyOf", "allOf", "not"]
        .iter()
        .any(|keyword| schema.get(*keyword).is_some());
    match operations::text(schema, "type") {
        _ if is_composed => Kind::Any,
        "array" => Kind::Array,
        "object" => Kind::Object,
        "string" if matches!(operations::text(schema, "format"), "date-time" | "partial-date-time") => Kind::Timestamp,
        "string" | "integer" | "number" | "boolean" => Kind::Primitive,
        _ if schema.get("properties").is_some() => Kind::Object,
        _ if schema.get("items").is_some() => Kind::Array,
        _ => Kind::Any,
    }
}

/// How a parameter goes out, and what about that the specification leaves open.
fn sending(parameter: &Value, kind: Kind) -> (Sending, Option<String>) {
    let place = operations::text(parameter, "in").to_owned();
    let default = if matches!(place.as_str(), "query" | "cookie") {
        Style::Form
    } else {
        Style::Simple
    };
    let written = operations::text(parameter, "style");
    let mut doubt = None;
    let mut style = match Style::from_name(written) {
        _ if parameter.get(JSON).is_some() => Style::Json,
        _ if written.is_empty() => default,
        Some(style) if style != Style::Json && style.is_in(&place) => style,
        _ => {
            doubt = Some(format!("has the style `{written}` in the {place}"));
            default
        }
    };
    // `explode` is true by default for `form`, and has one meaning only for `deepObject` and for the delimited styles.
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let mut exploded = explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject));
    match (style, kind) {
        (Style::DeepObject, Kind::Primitive | Kind::Timestamp | Kind::Array) => {
            doubt = Some("has the style `deepObject` and is no object".to_owned());
        }
        (Style::DeepObject, _) if explode == Some(false) => {
            doubt = Some("has the style `deepObject` and is not exploded".to_owned());
        }
        (Style::SpaceDelimited | Style::PipeDelimited, Kind::Primitive | Kind::Timestamp) => {
            doubt = Some(format!(
                "has the style `{}` and is neither an array nor an object",
                style.name()
            ));
            style = Style::Form;
        }
        (Style::SpaceDelimited | Style::PipeDelimited, _) if exploded => {
            doubt = Some(format!("has the style `{}` and is exploded", style.name()));
            style = Style::Form;
        }
        (Style::Form, Kind::Array | Kind::Object) if place == "cookie" && exploded => {
            doubt = Some("is a cookie of several values".to_owned());
        }
        _ => {}
    }
    if style == Style::DeepObject {
        exploded = true;
    }
    let allow_reserved = place == "query" && parameter.get("allowReserved") == Some(&Value::Bool(true));
    let sending = Sending {
        place,
        style,
        explode: exploded,
        allow_reserved,
        is_wrapped: matches!(kind, Kind::Object | Kind::Any),
    };
    (sending, doubt)
}

fn done(sending: &Sending) -> String {
    let explode = if sending.explode { "exploded" } else { "not exploded" };
    match (sending.place.as_str(), sending.style) {
        ("cookie", _) => "sent as a cookie for each of them".to_owned(),
        (_, Style::DeepObject) => {
            "sent with the index of each element, or else as one value, in the style `deepObject`".to_owned()
        }
        (_, style) => format!("sent in the style `{}`, {explode}", style.name()),
    }
}

/// Says to the hardening what the generator does not know, and to the generator what it does.
fn mark(members: &mut Map<String, Value>, sending: &Sending, kind: Kind) {
    let Sending {
        place,
        style,
        explode,
        allow_reserved,
        is_wrapped,
    } = sending;
    let is_known = match (place.as_str(), style) {
        ("query", Style::Form) => {
            let is_usual = match kind {
                Kind::Primitive | Kind::Timestamp => true,
                Kind::Array => *explode,
                Kind::Object | Kind::Any => false,
            };
            is_usual && !allow_reserved
        }
        ("path", Style::Simple) => kind == Kind::Primitive,
        _ => false,
    };
    for field in ["style", "explode", "allowReserved", JSON] {
        members.shift_remove(field);
    }
    if is_known {
        return;
    }
    let mark = json!({"in": place, "style": style.name(), "explode": explode, "allowReserved": allow_reserved, "wrapped": is_wrapped});
    members.insert(MARK.to_owned(), mark);
    if *is_wrapped && let Some(schema) = members.shift_remove("schema") {
        members.insert("schema".to_owned(), json!({"type": "array", "items": schema}));
    }
    if place == "cookie" {
        // The generator knows no cookies; what it writes for a header is replaced.
        members.insert("in".to_owned(), "header".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn what_the_generator_does_not_know_is_marked() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{ids}:
                get:
                  parameters:
                    - {name: ids, in: path, style: label, schema: {type: array}}
                    - {name: list, in: query, explode: false, schema: {type: array}}
                    - {name: deep, in: query, style: deepObject, schema: {type: object}}
                    - {name: session, in: cookie, schema: {type: string}}
                    - {name: to, in: query, allowReserved: true, schema: {type: string}}
                    - {name: fine, in: query, style: form, explode: true, schema: {type: array}}
        "), @r#"
         paths:
           '/a/{ids}':
             get:
               parameters:
                 - name: ids
        -          style: label
        +          x-parameter-sending:
        +            in: path
        +            style: label
        +            explode: false
        +            allowReserved: false
        +            wrapped: false
                 - name: list
        -          explode: false
        +          x-parameter-sending:
        +            in: query
        +            style: form
        +            explode: false
        +            allowReserved: false
        +            wrapped: false
                 - name: deep
        -          style: deepObject
        -          schema: {type: object}
        +          x-parameter-sending:
        +            in: query
        +            style: deepObject
        +            explode: true
        +            allowReserved: false
        +            wrapped: true
        +          schema: {type: array, items: {type: object}}
                 - name: session
        -          in: cookie
        +          in: header
        +          x-parameter-sending:
        +            in: cookie
        +            style: form
        +            explode: true
        +            allowReserved: false
        +            wrapped: false
                 - name: to
        -          allowReserved: true
        -        - {name: fine, in: query, style: form, explode: true, schema: {type: array}}
        +          x-parameter-sending:
        +            in: query
        +            style: form
        +            explode: true
        +            allowReserved: true
        +            wrapped: false
        +        - {name: fine, in: query, schema: {type: array}}
        "#);
    }

    #[test]
    fn what_is_not_defined_goes_out_in_the_nearest_way() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  parameters:
                    - {name: a, in: query, style: deepObject, schema: {type: array}}
                    - {name: b, in: query, style: deepObject, explode: false, schema: {type: object}}
                    - {name: c, in: query, style: pipeDelimited, schema: {type: string}}
                    - {name: d, in: query, style: spaceDelimited, explode: true, schema: {type: array}}
                    - {name: e, in: header, style: matrix, schema: {type: string}}
                    - {name: f, in: cookie, schema: {type: array}}
        "), @r#"
         paths:
           /a:
             get:
               parameters:
                 - name: a
        -          style: deepObject
        +          x-parameter-sending:
        +            in: query
        +            style: deepObject
        +            explode: true
        +            allowReserved: false
        +            wrapped: false
                 - name: b
        -          style: deepObject
        -          explode: false
        -          schema: {type: object}
        -        - {name: c, in: query, style: pipeDelimited, schema: {type: string}}
        -        - {name: d, in: query, style: spaceDelimited, explode: true, schema: {type: array}}
        +          x-parameter-sending:
        +            in: query
        +            style: deepObject
        +            explode: true
        +            allowReserved: false
        +            wrapped: true
        +          schema: {type: array, items: {type: object}}
        +        - {name: c, in: query, schema: {type: string}}
        +        - {name: d, in: query, schema: {type: array}}
                 - name: e
        -          style: matrix
        +          x-parameter-sending:
        +            in: header
        +            style: simple
        +            explode: false
        +            allowReserved: false
        +            wrapped: false
                 - name: f
        -          in: cookie
        +          in: header
        +          x-parameter-sending:
        +            in: cookie
        +            style: form
        +            explode: true
        +            allowReserved: false
        +            wrapped: false
        warning[L068] test.yaml:5:11 /paths/~1a/get/parameters/0: the parameter `a` has the style `deepObject` and is no object, which is not defined
        warning[L068] test.yaml:6:11 /paths/~1a/get/parameters/1: the parameter `b` has the style `deepObject` and is not exploded, which is not defined
        warning[L068] test.yaml:7:11 /paths/~1a/get/parameters/2: the parameter `c` has the style `pipeDelimited` and is neither an array nor an object, which is not defined
        warning[L068] test.yaml:8:11 /paths/~1a/get/parameters/3: the parameter `d` has the style `spaceDelimited` and is exploded, which is not defined
        warning[L068] test.yaml:9:11 /paths/~1a/get/parameters/4: the parameter `e` has the style `matrix` in the header, which is not defined
        warning[L068] test.yaml:10:11 /paths/~1a/get/parameters/5: the parameter `f` is a cookie of several values, which is not defined
        "#);
    }
}
