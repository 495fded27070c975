//! A value in a style, as RFC 6570 expands it (section 3.2.1 and appendix A).

use serde::Serialize;

use super::encode::{Encoding, encode_unreserved};
use super::style::{Style, Way};
use super::value::Value;
use crate::wire::Violation;

/// The parts that a value becomes, to be joined with the separator of the style; none of a value that is absent, or an array or object
/// that is empty: RFC 6570, section 2.3, takes those for undefined.
pub(super) fn expand(name: &str, way: Way, value: &impl Serialize) -> Result<Vec<String>, Violation> {
    let refused =
        |error: serde_json::Error| Violation::new(name, format_args!("a value that can be serialized: {error}"));
    let value = if way.style == Style::Json {
        match serde_json::to_string(value).map_err(refused)? {
            null if null == "null" => Value::Absent,
            json => Value::Primitive(json),
        }
    } else {
        Value::read(value).map_err(refused)?
    };
    if way.style == Style::DeepObject {
        let mut parts = Vec::new();
        deepen(&encode_unreserved(name), way.encoding, &value, &mut parts);
        return Ok(parts);
    }
    let expansion = Expansion { name, way };
    match value {
        Value::Absent => Ok(Vec::new()),
        Value::Primitive(value) => Ok(vec![expansion.part(name, &way.encoding.encode(&value))]),
        Value::Array(elements) => expansion.array(elements),
        Value::Object(properties) => expansion.object(properties),
    }
}

struct Expansion<'a> {
    name: &'a str,
    way: Way,
}

impl Expansion<'_> {
    fn array(&self, elements: Vec<Value>) -> Result<Vec<String>, Violation> {
        let mut values = Vec::new();
        for element in elements {
            values.extend(self.element(element)?);
        }
        if self.way.explode {
            Ok(values.iter().map(|value| self.part(self.name, value)).collect())
        } else {
            Ok(self.joined(&values))
        }
    }

    fn object(&self, properties: Vec<(String, Value)>) -> Result<Vec<String>, Violation> {
        let mut parts = Vec::new();
        for (name, value) in properties {
            let Some(value) = self.element(value)? else { continue };
            if !self.way.explode {
                self.check(&name)?;
                parts.extend([self.key(&name), value]);
            } else if self.way.style.grammar().named {
                parts.push(self.part(&name, &value));
            } else {
                self.check(&name)?;
                parts.push(format!("{}={value}", self.key(&name)));
            }
        }
        if self.way.explode {
            Ok(parts)
        } else {
            Ok(self.joined(&parts))
        }
    }

    /// All elements in one part.
    fn joined(&self, values: &[String]) -> Vec<String> {
        if values.is_empty() {
            return Vec::new();
        }
        let value = values.join(self.way.style.grammar().delimiter);
        vec![self.part(self.name, &value)]
    }

    /// `name=value`, or the value alone.
    fn part(&self, name: &str, value: &str) -> String {
        let grammar = self.way.style.grammar();
        match value {
            value if !grammar.named => value.to_owned(),
            "" => format!("{}{}", self.key(name), grammar.if_empty),
            value => format!("{}={value}", self.key(name)),
        }
    }

    fn key(&self, name: &str) -> String {
        if self.way.encoding == Encoding::Nothing {
            name.to_owned()
        } else {
            encode_unreserved(name)
        }
    }

    /// An element or a property; `None` of null.
    fn element(&self, value: Value) -> Result<Option<String>, Violation> {
        match value {
            Value::Absent => Ok(None),
            Value::Primitive(value) => {
                self.check(&value)?;
                Ok(Some(self.way.encoding.encode(&value)))
            }
            Value::Array(_) | Value::Object(_) => Err(Violation::new(
                self.name,
                "primitives within the array or object: the style of the parameter cannot send what is nested more deeply",
            )),
        }
    }

    /// Refuses what a server would take for two elements.
    fn check(&self, value: &str) -> Result<(), Violation> {
        if self.way.encoding == Encoding::Nothing && value.contains(',') {
            let rule = "no comma in an element: a header has no way to tell it from the one between two elements";
            return Err(Violation::new(self.name, rule));
        }
        Ok(())
    }
}

/// `name[property][0]=value`. The specification defines one level of properties; those further down are written as servers read them that
/// know the convention.
fn deepen(name: &str, encoding: Encoding, value: &Value, parts: &mut Vec<String>) {
    match value {
        Value::Absent => {}
        Value::Primitive(value) => parts.push(format!("{name}={}", encoding.encode(value))),
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                deepen(&format!("{name}%5B{index}%5D"), encoding, element, parts);
            }
        }
        Value::Object(properties) => {
            for (property, value) in properties {
                let name = format!("{name}%5B{}%5D", encode_unreserved(property));
                deepen(&name, encoding, value, parts);
            }
        }
    }
}
