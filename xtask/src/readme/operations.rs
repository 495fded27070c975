//! The operations of a document, as a table for those who look for one.

use std::fmt;

use heck::ToSnakeCase;
use serde_json::Value;

use document::Document;
use document::operations::{self, text};

/// Beside `deprecated` in a document: what to use instead, as a sentence.
const INSTEAD: &str = "x-deprecated-note";
/// The resource of an operation without a tag.
const OTHER: &str = "other";

/// What one operation is to a person who looks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    resource: String,
    /// The method of the client.
    name: String,
    method: String,
    path: String,
    summary: String,
    /// New programs do not call it; with what to use instead, where the document says that.
    deprecated: Option<String>,
}

/// The operations of a document by resource, each resource in the place that its tag has in the document, then those that the
/// document does not list. Operations keep their order, but deprecated ones come behind the others of their resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operations(Vec<Row>);

impl Operations {
    /// The operations of a document that the generator takes, because that one has the names.
    #[must_use]
    pub fn collect(lowered: &Document) -> Self {
        let tags = lowered.value.get("tags").and_then(Value::as_array);
        let listed: Vec<&str> = tags.into_iter().flatten().map(|tag| text(tag, "name")).collect();
        let mut operations: Vec<Row> = operations::all(&lowered.value)
            .map(|known| operation(known.value, known.path, known.method))
            .collect();
        let mut order = listed.iter().map(ToString::to_string).collect::<Vec<_>>();
        for operation in &operations {
            if !order.contains(&operation.resource) {
                order.push(operation.resource.clone());
            }
        }
        operations.sort_by_key(|operation| {
            let place = order.iter().position(|resource| *resource == operation.resource);
            (place, operation.deprecated.is_some())
        });
        Self(operations)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many resources they are about.
    #[must_use]
    pub fn resources(&self) -> usize {
        self.0.chunk_by(|one, next| one.resource == next.resource).count()
    }
}

fn operation(operation: &Value, path: &str, method: &str) -> Row {
    let resource = operation.pointer("/tags/0").and_then(Value::as_str).unwrap_or(OTHER);
    let deprecated = operation.get("deprecated") == Some(&Value::Bool(true));
    Row {
        resource: resource.to_owned(),
        name: text(operation, "operationId").to_snake_case(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(operation, "summary").trim_end_matches('.').to_owned(),
        deprecated: deprecated.then(|| text(operation, INSTEAD).trim_end_matches('.').to_owned()),
    }
}

/// As a table in Markdown; a resource is named once, in front of its first operation.
impl fmt::Display for Operations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("| resource | operation | HTTP | what it does |\n|---|---|---|---|")?;
        for resource in self.0.chunk_by(|one, next| one.resource == next.resource) {
            for (place, operation) in resource.iter().enumerate() {
                let resource = if place == 0 { operation.resource.as_str() } else { "" };
                let (method, path) = (&operation.method, cell(&operation.path));
                let (name, does) = (cell(&operation.name), does(operation));
                write!(f, "\n| {} | `{name}` | `{method} {path}` | {does} |", cell(resource))?;
            }
        }
        Ok(())
    }
}

fn does(operation: &Row) -> String {
    let summary = cell(&operation.summary);
    match operation.deprecated.as_deref() {
        None => summary,
        Some("") => format!("**Deprecated.** {summary}"),
        Some(instead) => format!("**Deprecated:** {}. {summary}", cell(instead)),
    }
}

/// A text in a cell of a table: on one line, without the character that ends a cell, and without tags of HTML.
fn cell(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operations(yaml: &str) -> Operations {
        Operations::collect(&document::load("spec.yaml", yaml.as_bytes()).unwrap())
    }

    #[test]
    fn operations_stand_by_resource_with_the_deprecated_ones_behind() {
        let operations = operations(
            "
openapi: 3.0.3
tags: [{name: cats}, {name: dogs}]
paths:
  /v1/dogs:
    get: {operationId: list_dogs_v1, tags: [dogs], summary: List dogs., deprecated: true, x-deprecated-note: Use `list_dogs`.}
    put: {operationId: put_dogs_v1, tags: [dogs], summary: Replace dogs., deprecated: true}
  /dogs:
    get: {operationId: list_dogs, tags: [dogs], summary: List dogs.}
  /birds:
    get: {operationId: listBirds, tags: [birds], summary: List birds}
  /cats/{id}:
    get: {operationId: get_cat, tags: [cats, dogs], summary: 'Read a cat | a <lion>'}
  /:
    get: {operationId: ping}
",
        );
        insta::assert_snapshot!(operations, @r"
        | resource | operation | HTTP | what it does |
        |---|---|---|---|
        | cats | `get_cat` | `GET /cats/{id}` | Read a cat \| a &lt;lion> |
        | dogs | `list_dogs` | `GET /dogs` | List dogs |
        |  | `list_dogs_v1` | `GET /v1/dogs` | **Deprecated:** Use `list_dogs`. List dogs |
        |  | `put_dogs_v1` | `PUT /v1/dogs` | **Deprecated.** Replace dogs |
        | birds | `list_birds` | `GET /birds` | List birds |
        | other | `ping` | `GET /` |  |
        ");
        assert_eq!((operations.len(), operations.resources()), (6, 4));
    }

    #[test]
    fn a_document_without_operations_has_a_table_without_rows() {
        let operations = operations("openapi: 3.0.3\npaths: {}\n");
        assert!(operations.is_empty());
        assert_eq!(operations.to_string().lines().count(), 2);
    }
}
