//! Uploads a file of people to call, schedules the calls, and asks how far they are.
//!
//! ```console
//! $ cargo run --example batches
//! $ BOLNA_API_KEY=... cargo run --example batches -- people.csv            # says what it would do
//! $ BOLNA_API_KEY=... cargo run --example batches -- people.csv --really   # CALLS EVERYBODY IN THE FILE in an hour
//! ```
//!
//! The file is CSV. Its column `contact_number` has the numbers in E.164 form; the other columns are for the prompt.

mod support;

use std::error::Error;
use std::fs;
use std::process::ExitCode;

use bolna_api_ext::prelude::*;
use chrono::{TimeDelta, Utc};
use support::{Setup, or_dash, say};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let setup = support::setup().await?;
    let (name, people) = people(&setup)?;
    let Setup { bolna, may_change, .. } = setup;
    let agent = support::first_agent(&bolna).await?;
    if !may_change {
        say!("with --really, agent {agent} would call everybody in {name} in an hour");
        return Ok(());
    }

    let batches = bolna.batches();
    // A number that is none is an error that names its row. Nobody is called before it is scheduled.
    let id = batches.create(agent).csv(people).name(name).send().await?;
    say!("batch {id} is uploaded");
    batches.schedule(&id, Utc::now() + TimeDelta::hours(1)).send().await?;

    let batch = batches.get(&id).await?;
    say!(
        "now it is {}; {} calls ended",
        or_dash(batch.status.as_ref()),
        batch.progress()
    );
    for (status, calls) in batch.counts() {
        say!("  {status}: {calls}");
    }
    say!("`wait` waits for its end, `stop` stops what has not been placed, `list_batch_executions` has the calls");
    Ok(())
}

/// The name of the file, and what is in it: made-up agents call made-up people.
fn people(setup: &Setup) -> Result<(String, Vec<u8>), Box<dyn Error>> {
    match (setup.arguments.first(), setup.is_real) {
        (Some(path), _) => {
            let content = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
            Ok((path.clone(), content))
        }
        (None, false) => {
            let content = "contact_number,customer_name\n+14155550187,Ana\n+14155550188,Ben\n";
            Ok(("people.csv".to_owned(), content.into()))
        }
        (None, true) => Err("whom to call? Give a CSV file as an argument".into()),
    }
}
