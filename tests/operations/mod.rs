//! Each operation on the wire: the request that a server receives, what is read of a success, and what is said of a refusal.
//!
//! The bodies are made up in the image of what the API answers: with nulls, without properties that the contract requires,
//! with others that it lacks, with numbers for texts, with timestamps without a zone.

mod agents;
mod agents_v1;
mod batches;
mod calls;
mod dispositions;
mod executions;
mod extractions;
mod inbound;
mod knowledgebases;
mod phone_numbers;
mod providers;
pub(crate) mod request;
mod row;
mod sip_trunks;
mod sub_accounts;
mod user;
mod violations;

use std::collections::{BTreeMap, BTreeSet};

use bolna_api::{Client, Error};
use chrono::{DateTime, Utc};
use serde_json::Value;
use support::{Answer, json};

use crate::checkout;
use crate::server;
use row::Row;

fn rows() -> Vec<Row> {
    [
        agents::rows(),
        agents_v1::rows(),
        batches::rows(),
        calls::rows(),
        dispositions::rows(),
        executions::rows(),
        extractions::rows(),
        inbound::rows(),
        knowledgebases::rows(),
        phone_numbers::rows(),
        providers::rows(),
        sip_trunks::rows(),
        sub_accounts::rows(),
        user::rows(),
        violations::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn each_operation_of_the_contract_has_one_row_and_each_row_an_operation() {
    let mut called: Vec<&str> = rows().iter().map(|row| row.operation).collect();
    called.sort_unstable();
    let contract = checkout::contract();
    let operations = document::outline::operations(&contract.value);
    assert_eq!(called, operations.keys().collect::<Vec<_>>());
}

#[tokio::test]
async fn each_operation_sends_and_reads_what_was_reviewed() {
    let mut outlines = BTreeMap::new();
    for row in rows() {
        let (request, read) = exchange(&row, row.success.clone()).await;
        let read = read.unwrap_or_else(|error| panic!("{error}\n{error:?}"));
        let (again, refused) = exchange(&row, row.refusal.clone()).await;
        assert_eq!(
            request, again,
            "{} sends another request the second time",
            row.operation
        );
        let refused = refused
            .err()
            .unwrap_or_else(|| panic!("{}: a refusal is read", row.operation));
        keeps_everything(&refused, &row);
        let (success, refusal) = (shown(&row.success), shown(&row.refusal));
        outlines.insert(
            row.operation.to_owned(),
            format!("{request}\n\n--- read of {success}\n{read}\n\n--- said of {refusal}\n{refused}"),
        );
    }
    checkout::assert_outlines("wire", &outlines);
}

#[tokio::test]
async fn each_row_sets_every_parameter() {
    let contract = checkout::contract();
    let parameters = parameters(&contract.value);
    for row in rows() {
        let (request, _) = exchange(&row, row.success.clone()).await;
        let query = request.lines().next().unwrap().split(['?', ' ']).nth(2).unwrap();
        let sent: BTreeSet<&str> = query
            .split('&')
            .filter_map(|pair| Some(pair.split_once('=')?.0))
            .collect();
        let declared = parameters.get(row.operation).unwrap();
        assert_eq!(sent, declared.iter().map(String::as_str).collect(), "{}", row.operation);
    }
}

#[tokio::test]
async fn what_was_not_set_is_not_sent() {
    let sending = |client: Client| async move { client.list_sip_trunks().send().await.map(drop) };
    let (received, _) = server::exchange(json(200, "[]"), sending).await;
    assert_eq!(received.lines().next(), Some("GET /sip-trunks/trunks HTTP/1.1"));
}

async fn exchange(row: &Row, answer: Answer) -> (String, Result<String, Error>) {
    let (received, result) = server::exchange(answer, row.call).await;
    (request::outline(&received), result)
}

/// An error has everything of the answer, whatever its shape.
fn keeps_everything(error: &Error, row: &Row) {
    assert_eq!(error.operation().unwrap().id(), row.operation);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(row.refusal.status()));
    assert_eq!(error.body(), Some(row.refusal.body()));
    assert!(!error.is_truncated());
    assert_eq!(error.headers().unwrap().get("x-request-id").unwrap(), "req-7");
    assert_eq!(error.to_string().lines().count(), 1);
}

fn shown(answer: &Answer) -> String {
    let body = match answer.body() {
        "" => "nothing".to_owned(),
        body => body.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    format!("{} {body}", answer.status())
}

/// Operation → the names of the parameters of its query.
fn parameters(contract: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let items = contract["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations
        .filter_map(|operation| {
            let name = operation.get("operationId")?.as_str()?;
            let all = operation
                .get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            let queried = all.filter(|parameter| parameter["in"] == "query");
            let names = queried.map(|parameter| parameter["name"].as_str().unwrap().to_owned());
            Some((name.to_owned(), names.collect()))
        })
        .collect()
}

/// A point in time.
fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
