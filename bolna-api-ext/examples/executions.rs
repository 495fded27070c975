//! Reads every call of an agent in the last thirty days, page by page: how it ended and what it cost. Then the log of the
//! first one. Changes nothing.
//!
//! ```console
//! $ cargo run --example executions
//! $ BOLNA_API_KEY=... cargo run --example executions              # of the first agent of the account
//! $ BOLNA_API_KEY=... cargo run --example executions -- AGENT_ID
//! ```

mod support;

use std::process::ExitCode;

use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{Execution, ExecutionPage, ExecutionStatus};
use bolna_api_ext::{Bolna, Cents, Error};
use chrono::{DateTime, TimeDelta, Utc};
use support::{Setup, or_dash, say};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let Setup { bolna, arguments, .. } = support::setup().await?;
    let agent = match arguments.into_iter().next() {
        Some(agent) => agent,
        None => support::first_agent(&bolna).await?,
    };

    let executions = all(&bolna, &agent).await?;
    for execution in &executions {
        show(execution);
    }
    // A call that is not over has no cost yet.
    let cost: Cents = executions.iter().filter_map(ExecutionExt::cost).sum();
    say!("{} calls, ${:.2}", executions.len(), cost.dollars());

    match executions.into_iter().find_map(|execution| execution.id) {
        Some(id) => log(&bolna, &id).await?,
        None => say!("there is no log to read"),
    }
    Ok(())
}

/// All executions of the last thirty days.
async fn all(bolna: &Bolna, agent: &str) -> Result<Vec<Execution>, Error> {
    let until = Utc::now();
    let since = until - TimeDelta::days(30);
    let mut executions = Vec::new();
    for number in 1.. {
        let ExecutionPage { data, has_more, .. } = page(bolna, agent, (since, until), number).await?;
        // That a page is the last one is said by `has_more`; the total may change while one reads.
        let is_last = has_more != Some(true) || data.is_empty();
        executions.extend(data);
        if is_last {
            break;
        }
    }
    Ok(executions)
}

async fn page(
    bolna: &Bolna,
    agent: &str,
    (since, until): (DateTime<Utc>, DateTime<Utc>),
    number: i64,
) -> Result<ExecutionPage, Error> {
    bolna
        .list_agent_executions()
        .agent_id(agent)
        .from(since)
        .to(until)
        .page_number(number)
        .page_size(50)
        .send()
        .await
}

fn show(execution: &Execution) {
    let to = execution
        .telephony_data
        .as_ref()
        .and_then(|data| data.to_number.as_ref());
    let outcome = match &execution.status {
        // Costs and recording follow, with the status `completed`.
        Some(ExecutionStatus::CallDisconnected) => "hung up, not accounted for yet".to_owned(),
        // A status that the contract does not list keeps its text.
        Some(status) => status.to_string(),
        None => "unknown".to_owned(),
    };
    say!("{}  {outcome}  {}", or_dash(to), or_dash(execution.cost()));
}

async fn log(bolna: &Bolna, id: &str) -> Result<(), Error> {
    let log = bolna.get_execution_log().execution_id(id).send().await?;
    say!("log of {id}");
    for entry in log.data {
        let text = entry.data.unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        say!("  {} {}: {line}", or_dash(entry.component), or_dash(entry.type_));
    }
    Ok(())
}
