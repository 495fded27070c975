#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use document::{Document, load};

use crate::actions;
use crate::compare::Observed;
use crate::recording::{read_har, read_line};

const CONTRACT: &str = "
openapi: 3.1.0
servers: [{url: https://api.example.com/base}]
paths:
  /calls/{id}:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                properties:
                  state: {type: string, enum: [queued]}
                  cost: {type: number}
                  labels: {type: object, additionalProperties: {type: string}}
  /calls/all:
    get:
      responses: {'200': {content: {application/json: {schema: {type: array, items: {type: string}}}}}}
";

fn contract() -> Document {
    load("a.yaml", CONTRACT.as_bytes()).unwrap()
}

fn departures(lines: &[&str]) -> Vec<String> {
    let (contract, mut observed) = (contract(), Observed::default());
    for line in lines {
        observed.add(&contract, &read_line(line).unwrap(), "a.jsonl:1");
    }
    (observed.departures(&contract).into_iter())
        .map(|departure| {
            format!(
                "{} @{}",
                departure.message,
                departure.pointer.rsplit('/').next().unwrap()
            )
        })
        .collect()
}

#[test]
fn what_the_contract_has_is_no_departure() {
    let lines = [
        r#"{"body": {"state": "queued", "cost": 1, "labels": {"+15550001111": "x"}}, "status": 200, "path": "/calls/1", "method": "get"}"#,
        r#"{"method": "GET", "url": "https://api.example.com/base/calls/all?page=1", "status": 200, "body": ["a"]}"#,
        r#"{"method": "GET", "url": "https://elsewhere.example/calls/1", "status": 500}"#,
    ];
    assert_eq!(departures(&lines), Vec::<String>::new());
}

#[test]
fn each_kind_of_departure_is_said_and_data_is_not() {
    let lines = [
        r#"{"method": "GET", "path": "/calls/1", "status": 200, "body": {"state": "busy", "cost": "1.5", "new": 1, "labels": null}}"#,
        r#"{"method": "GET", "path": "/calls/1", "status": 200, "body": {"state": "Jane Doe", "+15550001111": 1}}"#,
        r#"{"method": "GET", "path": "/calls/1", "status": 429, "body": {}}"#,
        r#"{"method": "GET", "path": "/people/Jane%20Doe/15550001111", "status": 200, "body": {}}"#,
    ];
    let found = departures(&lines).join("\n");
    for said in [
        "`busy`",
        "`new`, which is integer",
        "string where",
        "null where",
        "`429`",
        "`GET /people/{}/{}`",
        "a value is not",
    ] {
        assert!(found.contains(said), "{said} in {found}");
    }
    assert!(!found.contains("Jane") && !found.contains("1555"), "{found}");
}

#[test]
fn the_actions_have_the_form_of_the_overlay() {
    let (contract, mut observed) = (contract(), Observed::default());
    let line = r#"{"method": "GET", "path": "/calls/1", "status": 200, "body": {"new": 1}}"#;
    observed.add(&contract, &read_line(line).unwrap(), "a.jsonl:1");
    let text = actions::write(&observed, &contract);
    let overlay = load("o.yaml", format!("actions:\n{text}\n").as_bytes()).unwrap();
    assert_eq!(
        overlay.value.pointer("/actions/0/target").unwrap(),
        "$.paths['/calls/{id}'].get.responses['200'].content['application/json'].schema"
    );
    assert_eq!(
        overlay.value.pointer("/actions/0/update/properties/new/type").unwrap(),
        "integer"
    );
}

#[test]
fn a_har_is_read_with_its_base64_and_without_its_headers() {
    let har = r#"{"log": {"entries": [{"request": {"method": "GET", "url": "https://api.example.com/base/calls/1", "headers": [{"name": "Authorization", "value": "Bearer s"}]},
        "response": {"status": 200, "content": {"mimeType": "application/json; charset=utf-8", "encoding": "base64", "text": "eyJuZXciOjF9"}}}, {"request": 1}]}}"#;
    let entries = read_har(har).unwrap();
    let (contract, mut observed) = (contract(), Observed::default());
    observed.add(&contract, entries.first().unwrap().as_ref().unwrap(), "a.har, entry 0");
    assert_eq!(observed.departures(&contract).len(), 1);
    assert!(entries.get(1).unwrap().is_err());
}

#[test]
fn a_broken_line_is_named_without_its_values() {
    let error = read_line(r#"{"method": "GET", "path": "/", "status": "secret"}"#)
        .err()
        .unwrap();
    assert!(
        error.starts_with("a field of another type") && !error.contains("secret"),
        "{error}"
    );
    assert!(read_line("{").err().unwrap().starts_with("no JSON"));
}
