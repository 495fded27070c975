//! Calls everybody in a CSV file, some at a time, waits until the calls are over, and prints a report.
//!
//! ```console
//! $ cargo run --example campaign
//! $ BOLNA_API_KEY=... cargo run --example campaign -- people.csv AGENT_ID            # says what it would do
//! $ BOLNA_API_KEY=... cargo run --example campaign -- people.csv AGENT_ID --really   # CALLS EVERYBODY IN THE FILE NOW
//! ```
//!
//! The column `contact_number` has the numbers in E.164 form; the other columns are for the prompt. Its tests, in `tests.rs`, need
//! neither a network nor a key: `cargo test --features testing --example campaign`.

#[path = "../support/mod.rs"]
mod support;
#[cfg(all(test, feature = "testing"))]
mod tests;

use std::io::Read;
use std::process::ExitCode;
use std::time::Duration;

use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{Execution, ExecutionStatus};
use bolna_api_ext::wait::Waited;
use bolna_api_ext::{Bolna, Cents, E164, Error};
use comfy_table::{Table, presets};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use support::{Setup, or_dash, say};

/// How many calls are on their way at the same time; the account has a limit of its own.
const AT_A_TIME: usize = 5;
/// How long a call may take, with everything before it.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let Setup {
        bolna,
        arguments,
        is_real,
        may_change,
    } = support::setup().await?;
    let mut arguments = arguments.into_iter();
    let people = match arguments.next() {
        Some(path) => people(std::fs::File::open(&path).map_err(|error| format!("{path}: {error}"))?)?,
        None if is_real => return Err("whom to call? Give a CSV file as an argument".into()),
        None => people("contact_number,name\n+14155550187,Ana\n+14155550188,Ben\n".as_bytes())?,
    };
    let agent = match arguments.next() {
        Some(agent) => agent,
        None => support::first_agent(&bolna).await?,
    };
    let count = people.len();
    if !may_change {
        say!("with --really, agent {agent} would call {count} people now");
        return Ok(());
    }
    let mut done = 0;
    let calls = call_everybody(&bolna, &agent, people, |call| {
        done += 1;
        eprintln!("{done} of {count}: {}", call.outcome());
    });
    for line in report(&calls.await).lines() {
        say!("{line}");
    }
    Ok(())
}

/// Somebody to call.
#[derive(Clone, Debug)]
struct Person {
    number: E164,
    variables: Map<String, Value>,
}

/// What became of a call.
struct Call {
    number: E164,
    /// It is over, or it was not to be found out: the error says whether somebody may have been called.
    result: Result<Execution, Failure>,
}

/// Why there is no end of a call.
#[derive(Debug)]
enum Failure {
    NotPlaced(Error),
    /// It was placed, and it is not known what became of it.
    Lost(Error),
}

/// Reads the file. A row without a number is an error before anybody is called.
fn people(file: impl Read) -> Result<Vec<Person>, Box<dyn std::error::Error>> {
    let mut rows = csv::Reader::from_reader(file);
    let columns = rows.headers()?.clone();
    let mut people = Vec::new();
    for row in rows.records() {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        let values = columns.iter().map(str::to_owned).zip(row.iter().map(Value::from));
        let mut variables: Map<String, Value> = values.collect();
        let number = variables
            .remove("contact_number")
            .ok_or("there is no column `contact_number`")?;
        let number = number.as_str().unwrap_or_default().parse();
        let number = number.map_err(|error| format!("line {line}: `contact_number`: {error}"))?;
        people.push(Person { number, variables });
    }
    Ok(people)
}

/// Calls everybody; the calls in the order of the file. `progress` hears of each as soon as it is over.
async fn call_everybody(bolna: &Bolna, agent: &str, people: Vec<Person>, mut progress: impl FnMut(&Call)) -> Vec<Call> {
    let calls = people.into_iter().enumerate().map(async |(row, person)| {
        let number = person.number.clone();
        let result = call(bolna, agent, person).await;
        (row, Call { number, result })
    });
    let mut over: Vec<_> = stream::iter(calls)
        .buffer_unordered(AT_A_TIME)
        .inspect(|(_, call)| progress(call))
        .collect()
        .await;
    over.sort_by_key(|(row, _)| *row);
    over.into_iter().map(|(_, call)| call).collect()
}

/// Places a call, and waits until it is over and its costs are known.
async fn call(bolna: &Bolna, agent: &str, person: Person) -> Result<Execution, Failure> {
    // Without an answer it is not sent again: a second request would be a second call.
    let call = bolna.calls().place(agent, &person.number).variables(person.variables);
    let placed = call.send().await.map_err(Failure::NotPlaced)?;
    let waited = bolna.calls().wait(placed.id).within(PATIENCE).await;
    waited.and_then(Waited::or_timeout).map_err(Failure::Lost)
}

impl Call {
    fn outcome(&self) -> String {
        match &self.result {
            Ok(execution) => or_dash(execution.status.as_ref()),
            Err(Failure::NotPlaced(error)) if error.may_have_taken_effect() => format!("perhaps called: {error}"),
            Err(Failure::NotPlaced(error)) => format!("not called: {error}"),
            Err(Failure::Lost(error)) => format!("called: {error}"),
        }
    }

    fn cost(&self) -> Option<Cents> {
        self.result.as_ref().ok()?.cost()
    }
}

fn report(calls: &[Call]) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_header(["number", "outcome", "cents"]);
    for call in calls {
        let cost = call.cost().map(|Cents(cents)| cents);
        table.add_row([call.number.as_str(), &call.outcome(), &or_dash(cost)].map(support::printable));
    }
    let is_completed =
        |call: &&Call| matches!(&call.result, Ok(over) if over.status == Some(ExecutionStatus::Completed));
    let completed = calls.iter().filter(is_completed).count();
    let costs: Cents = calls.iter().filter_map(Call::cost).sum();
    let count = calls.len();
    format!(
        "{table}\n{completed} of {count} calls completed, ${:.2}",
        costs.dollars()
    )
}
