//! The table of schemas: a row for each place at which a document says of which type something is.
//!
//! | place | what it is |
//! |---|---|
//! | `GET /a query:b` | a parameter |
//! | `POST /a body(application/json)` | a body, for one media type |
//! | `POST /a 201(application/json)` | a response, for one media type; one without content has no row |
//! | `A` | a component |
//! | `A.b` | a property |
//! | `A[]`, `A[0]` | the elements of an array, or its first one |
//! | `A{}`, `A{^x-}` | the other members of an object, or those whose names match |
//! | `A\|oneOf0` | a branch, counted from 0 |

use serde_json::Value;

use super::table::Row;
use super::{constraint, items, members, resolved};
use ::document::operations;

/// The keywords that combine schemas.
pub(super) const COMBINING: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// A row for each place of `document`, in its order: operations first, then components.
pub(super) fn rows(document: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    for operation in operations::all(document) {
        of_operation(
            &mut rows,
            document,
            &operation.heading(),
            operation.item,
            operation.value,
        );
    }
    for (name, schema) in operations::schemas(document) {
        describe(&mut rows, name, schema, false);
    }
    rows
}

fn of_operation(rows: &mut Vec<Row>, document: &Value, heading: &str, item: &Value, operation: &Value) {
    for parameter in parameters(document, item, operation) {
        let text = |name| parameter.get(name).and_then(Value::as_str).unwrap_or("?");
        let place = format!("{heading} {}:{}", text("in"), text("name"));
        let required = flag(parameter, "required");
        let content = members(parameter.get("content")).next().map(|(_, content)| content);
        let schema = parameter
            .get("schema")
            .or_else(|| content.and_then(|content| content.get("schema")));
        match schema {
            Some(schema) => describe(rows, &place, schema, required),
            None => rows.push(without_schema(&place, parameter, required)),
        }
    }
    if let Some(body) = operation.get("requestBody") {
        let body = resolved(document, body);
        contents(rows, &format!("{heading} body"), body, flag(body, "required"));
    }
    for (status, response) in members(operation.get("responses")) {
        contents(
            rows,
            &format!("{heading} {status}"),
            resolved(document, response),
            false,
        );
    }
}

/// The parameters of an operation: those of its path item that it does not state itself, then its own.
fn parameters<'a>(document: &'a Value, item: &'a Value, operation: &'a Value) -> Vec<&'a Value> {
    let list = |holder: &'a Value| {
        items(holder.get("parameters"))
            .iter()
            .map(|one| resolved(document, one))
    };
    let own: Vec<&Value> = list(operation).collect();
    let same = |left: &Value, right: &Value| left.get("in") == right.get("in") && left.get("name") == right.get("name");
    let mut all: Vec<&Value> = list(item)
        .filter(|shared| !own.iter().any(|own| same(shared, own)))
        .collect();
    all.extend(own);
    all
}

fn contents(rows: &mut Vec<Row>, place: &str, holder: &Value, required: bool) {
    for (media_type, content) in members(holder.get("content")) {
        let place = format!("{place}({media_type})");
        match content.get("schema") {
            Some(schema) => describe(rows, &place, schema, required),
            None => rows.push(without_schema(&place, content, required)),
        }
    }
}

/// What has no schema, but perhaps an example of an object.
fn without_schema(place: &str, holder: &Value, required: bool) -> Row {
    let first = members(holder.get("examples")).next().map(|(_, example)| example);
    let example = holder
        .get("example")
        .or_else(|| first.and_then(|example| example.get("value")));
    let keys: Vec<&str> = members(example).map(|(key, _)| key.as_str()).collect();
    let constraints = if keys.is_empty() {
        String::new()
    } else {
        format!("example keys: {}", keys.join(","))
    };
    row(place, "no schema".to_owned(), required, constraints)
}

/// A row for `schema` and for everything inside.
fn describe(rows: &mut Vec<Row>, place: &str, schema: &Value, required: bool) {
    rows.push(row(place, kind(schema), required, constraint::constraints(schema)));
    let names: Vec<&str> = items(schema.get("required")).iter().filter_map(Value::as_str).collect();
    for (name, property) in members(schema.get("properties")) {
        describe(
            rows,
            &format!("{place}.{name}"),
            property,
            names.contains(&name.as_str()),
        );
    }
    for (index, element) in items(schema.get("prefixItems")).iter().enumerate() {
        describe(rows, &format!("{place}[{index}]"), element, false);
    }
    if let Some(elements) = schema.get("items") {
        describe(rows, &format!("{place}[]"), elements, false);
    }
    for (pattern, member) in members(schema.get("patternProperties")) {
        describe(rows, &format!("{place}{{{pattern}}}"), member, false);
    }
    if let Some(member) = schema.get("additionalProperties").filter(|member| member.is_object()) {
        describe(rows, &format!("{place}{{}}"), member, false);
    }
    for keyword in COMBINING {
        for (index, branch) in items(schema.get(keyword)).iter().enumerate() {
            describe(rows, &format!("{place}|{keyword}{index}"), branch, false);
        }
    }
}

/// The type in a word: that which is stated, a reference, the keyword that combines others, or `any`.
pub(super) fn kind(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = document::reference::schema_name(reference).unwrap_or(reference);
        return format!("->{name}");
    }
    match schema.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            // Null is said by `nullable`, unless there is nothing else.
            let others: Vec<&str> = kinds.iter().copied().filter(|kind| *kind != "null").collect();
            if others.is_empty() { kinds } else { others }.join("|")
        }
        _ if schema == &Value::Bool(false) => "nothing".to_owned(),
        _ => {
            let combining = COMBINING.into_iter().find(|keyword| schema.get(keyword).is_some());
            combining.unwrap_or("any").to_owned()
        }
    }
}

fn flag(holder: &Value, name: &str) -> bool {
    holder.get(name) == Some(&Value::Bool(true))
}

fn row(place: &str, kind: String, required: bool, constraints: String) -> Row {
    let required = if required { "required" } else { "" };
    Row([place.to_owned(), kind, required.to_owned(), constraints])
}

#[cfg(test)]
mod tests {
    use crate::inventory::testing::tables;

    #[test]
    fn each_place_of_an_operation_has_a_row() {
        let (_, schemas) = tables(
            "
            paths:
              /a/{id}:
                parameters:
                  - {in: path, name: id, required: true, schema: {type: string}}
                  - {in: query, name: page, schema: {type: string}}
                post:
                  parameters:
                    - {in: query, name: page, schema: {type: integer}}
                    - $ref: '#/components/parameters/Trace'
                    - {in: query, name: filter, content: {application/json: {schema: {type: object}}}}
                  requestBody:
                    required: true
                    content:
                      application/json: {schema: {$ref: '#/components/schemas/A'}}
                      multipart/form-data:
                        schema: {type: object, required: [file], properties: {file: {type: string}, name: {type: string}}}
                  responses:
                    '200': {content: {application/json: {example: {message: x, state: y}}}}
                    '201': {content: {text/csv: {}, a/b: {examples: {one: {value: {id: 1}}}}}}
                    '204': {description: nothing}
            components:
              parameters:
                Trace: {in: header, name: X-Trace}
            ",
        );
        insta::assert_snapshot!(schemas, @"
        place	type	required	constraints
        POST /a/{id} path:id	string	required	
        POST /a/{id} query:page	integer		
        POST /a/{id} header:X-Trace	no schema		
        POST /a/{id} query:filter	object		
        POST /a/{id} body(application/json)	->A	required	
        POST /a/{id} body(multipart/form-data)	object	required	
        POST /a/{id} body(multipart/form-data).file	string	required	
        POST /a/{id} body(multipart/form-data).name	string		
        POST /a/{id} 200(application/json)	no schema		example keys: message,state
        POST /a/{id} 201(text/csv)	no schema		
        POST /a/{id} 201(a/b)	no schema		example keys: id
        ");
    }

    #[test]
    fn each_place_inside_a_schema_has_a_row() {
        let (_, schemas) = tables(
            "
            components:
              schemas:
                A:
                  type: object
                  required: [list]
                  properties:
                    list: {type: array, items: {type: [string, integer, 'null']}}
                    map: {type: object, additionalProperties: {type: object, properties: {n: {type: number}}}}
                    x.y: {}
                  allOf: [{if: {properties: {}}, then: {required: [map]}}, {type: string}]
                B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
                C: {type: array, prefixItems: [true, false], patternProperties: {^x-: {type: 'null'}}}
            ",
        );
        insta::assert_snapshot!(schemas, @r#"
        place	type	required	constraints
        A	object		
        A.list	array	required	
        A.list[]	string|integer		nullable
        A.map	object		additionalProperties=object
        A.map{}	object		
        A.map{}.n	number		
        A.x.y	any		
        A|allOf0	any		
        A|allOf1	string		
        B	oneOf		nullable
        B|oneOf0	->A		
        B|oneOf1	null		
        C	array		
        C[0]	any		
        C[1]	nothing		
        C{^x-}	null
        "#);
    }
}
