//! `cargo xtask observe`: made-up recordings of the contract, with departures and without.

use std::fs;
use std::path::Path;

use document::{Document, operations, reference};
use serde_json::{Map, Value, json};
use support::Checkout;

use crate::command::{Ran, Run};

/// The contract as its overlay corrects it.
fn contract(root: &Path) -> Document {
    let input = |name: &str| xtask::workspace::read(root, name).unwrap();
    let overlay = input(xtask::workspace::OVERLAY);
    lower::correct(
        &input(xtask::workspace::CONTRACT),
        Some(&overlay),
        &document::progress::Silent,
    )
    .unwrap()
}

/// A value that `schema` allows, another for each `seed`, with every property that it names.
fn value(root: &Value, schema: &Value, seed: usize, depth: usize) -> Value {
    // Schemas that hold themselves end in an array or an object of nothing.
    let ends = depth > 10;
    let schema = reference::follow(root, schema).unwrap_or(schema);
    let mut all = Map::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        if let Value::Object(members) = value(root, part, seed, depth + 1) {
            all.extend(members);
        }
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(branches) = schema[keyword].as_array() {
            let branch = value(root, &branches[seed % branches.len()], seed, depth + 1);
            let Value::Object(members) = branch else { return branch };
            all.extend(members);
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        return values[seed % values.len()].clone();
    }
    let name = match &schema["type"] {
        Value::Array(names) => names[0].as_str(),
        name => name.as_str(),
    };
    match name {
        Some("string") => json!(format!("s{seed}")),
        Some("integer") => json!(seed),
        Some("number") => json!(0.5),
        Some("boolean") => json!(seed.is_multiple_of(2)),
        Some("array") if ends => json!([]),
        Some("array") => json!([value(root, &schema["items"], seed, depth + 1)]),
        _ if ends => Value::Object(all),
        _ => {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                all.insert(name.clone(), value(root, property, seed, depth + 1));
            }
            Value::Object(all)
        }
    }
}

/// A path with values in the place of its variables.
fn filled(path: &str, seed: usize) -> String {
    let fill = |segment: &str| {
        if segment.contains('{') {
            format!("id-{seed}")
        } else {
            segment.to_owned()
        }
    };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

/// Two hundred answers: each operation with its first success of JSON, again and again.
fn exchanges(root: &Value) -> Vec<Value> {
    let answers: Vec<_> = operations::all(root)
        .filter_map(|operation| {
            let responses = operation.value["responses"].as_object()?.iter();
            responses
                .filter(|(status, _)| status.starts_with('2'))
                .find_map(|(status, response)| {
                    let response = reference::follow(root, response).unwrap_or(response);
                    let schema = response.pointer("/content/application~1json/schema")?;
                    Some((operation, status.parse::<u16>().unwrap(), schema))
                })
        })
        .collect();
    (0..200)
        .map(|seed| {
            let (operation, status, schema) = &answers[seed % answers.len()];
            json!({
                "method": operation.method.to_uppercase(), "path": filled(operation.path, seed), "status": status,
                "body": value(root, schema, seed, 0),
            })
        })
        .collect()
}

fn har(exchanges: &[Value]) -> String {
    let entries: Vec<_> = exchanges
        .iter()
        .map(|exchange| {
            json!({
                "request": {
                    "method": exchange["method"], "url": format!("https://api.bolna.ai{}?page=1", exchange["path"].as_str().unwrap()),
                    "headers": [{"name": "Authorization", "value": "Bearer bn-secret"}],
                },
                "response": {"status": exchange["status"], "content": {
                    "mimeType": "application/json", "text": exchange["body"].to_string(),
                }},
            })
        })
        .collect();
    json!({"log": {"version": "1.2", "entries": entries}}).to_string()
}

fn lines(exchanges: &[Value]) -> String {
    exchanges.iter().map(|exchange| format!("{exchange}\n")).collect()
}

/// What `observe` says of a recording, in both of its forms the same: kinds and messages, and the actions.
fn observed(checkout: &Checkout, exchanges: &[Value]) -> (Option<i32>, Vec<String>, String) {
    let said = [("a.har", har(exchanges)), ("a.jsonl", lines(exchanges))].map(|(name, text)| {
        fs::write(checkout.path().join(name), text).unwrap();
        let Ran { code, stdout, stderr } = checkout.run(&["observe", name, "--format", "json"]);
        assert_eq!(stderr, "");
        assert!(!stdout.contains("secret") && !stdout.contains("id-"), "{stdout}");
        let report: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(report["compared"], exchanges.len());
        let departures = report["departures"].as_array().unwrap().iter();
        let messages = departures.map(|departure| {
            let (operation, message) = (&departure["operation"], &departure["message"]);
            format!("{}: {}", operation.as_str().unwrap(), message.as_str().unwrap())
        });
        (code, messages.collect(), report["actions"].as_str().unwrap().to_owned())
    });
    let [har, lines] = said;
    assert_eq!(har, lines);
    har
}

#[test]
fn a_recording_of_what_the_contract_has_shows_nothing() {
    let checkout = Checkout::copy();
    let exchanges = exchanges(&contract(checkout.path()).value);
    assert_eq!(observed(&checkout, &exchanges), (Some(0), Vec::new(), String::new()));
}

#[test]
fn broken_lines_are_all_named() {
    let checkout = Checkout::copy();
    fs::write(checkout.path().join("a.jsonl"), "{\n\n{\"method\": \"GET\"}\n").unwrap();
    let said = checkout.refuses(&["observe", "a.jsonl"]);
    assert!(
        said.contains("a.jsonl:1: no JSON") && said.contains("a.jsonl:3: missing field"),
        "{said}"
    );
}

/// Changes the first answers with this method and path by what is at `pointer`.
fn depart(exchanges: &mut [Value], path: &str, pointer: &str, new: Value) {
    let mut changed = false;
    let there = (exchanges.iter_mut())
        .filter(|exchange| exchange["method"] == "GET" && exchange["path"].as_str().unwrap().starts_with(path));
    for exchange in there {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        if let Some(members) = exchange.pointer_mut(parent).and_then(Value::as_object_mut) {
            members.insert(name.to_owned(), new.clone());
            changed = true;
            break;
        }
    }
    assert!(changed, "{path} {pointer}");
}

#[test]
fn ten_departures_are_those_that_are_said_and_their_actions_make_them_go() {
    let checkout = Checkout::copy();
    let mut exchanges = exchanges(&contract(checkout.path()).value);
    for (path, pointer, new) in [
        ("/executions/id-", "/body/telephony_data/duration", json!(16)),
        ("/executions/id-", "/body/telephony_data/recording_url", json!(null)),
        ("/executions/id-", "/body/transcript", json!(null)),
        ("/batches/id-", "/body/status", json!("half-processed")),
        ("/batches/id-", "/body/made_by", json!("somebody")),
        ("/user/me", "/body/wallet", json!("1.5")),
        ("/user/me", "/body/concurrency_note", json!({"a": 1})),
    ] {
        depart(&mut exchanges, path, pointer, new);
    }
    let template = json!({"method": "GET", "path": "/user/me", "status": 418, "body": {"message": "no"}});
    let replaced = exchanges.len() - 3;
    exchanges.truncate(replaced);
    exchanges.push(template);
    exchanges.push(json!({"method": "POST", "path": "/v2/agent", "status": 207, "body": {"agent_id": "a"}}));
    exchanges.push(json!({"method": "GET", "path": "/workflows", "status": 200, "body": []}));
    let (code, said, actions) = observed(&checkout, &exchanges);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(said.join("\n"), @r#"
    GET /executions/{execution_id}: null where the schema has none
    GET /batches/{batch_id}: no property `made_by`, which is string
    GET /batches/{batch_id}: no value `half-processed` in the enum
    GET /executions/{execution_id}: integer where the schema has another scalar; the client tries to read it all the same
    GET /executions/{execution_id}: null where the schema has none
    GET /user/me: no property `concurrency_note`, which is object
    GET /user/me: string where the schema has another scalar; the client tries to read it all the same
    GET /workflows: no operation `GET /workflows`
    GET /user/me: no status `418`
    POST /v2/agent: no status `207`
    "#);

    // Pasted, all but the operation are gone: it needs its page.
    let path = checkout.path().join(xtask::workspace::OVERLAY);
    let overlay = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{}\n\n{actions}\n", overlay.trim_end())).unwrap();
    exchanges.pop();
    assert_eq!(observed(&checkout, &exchanges), (Some(0), Vec::new(), String::new()));
}
