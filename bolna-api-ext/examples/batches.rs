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

use bolna_api_ext::bolna_api::multipart::File;
use bolna_api_ext::types::{CreateBatchForm, ScheduleBatchForm};
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

    let form = CreateBatchForm::builder()
        .agent_id(agent)
        .file(File::from(people).with_name(name).with_media_type("text/csv")?);
    let created = bolna.create_batch().body(form).send().await?;
    let id = created.batch_id.ok_or("the answer has no id")?;
    // Nobody is called before it is scheduled.
    say!("batch {id} is {}", or_dash(created.state));

    let when = Utc::now() + TimeDelta::hours(1);
    let form = ScheduleBatchForm::builder().scheduled_at(when);
    let batch = id.as_str();
    bolna.schedule_batch().batch_id(batch).body(form).send().await?;

    let status = bolna.get_batch().batch_id(batch).send().await?;
    let (valid, total) = (or_dash(status.valid_contacts), or_dash(status.total_contacts));
    say!(
        "now it is {}; {valid} of {total} rows are valid",
        or_dash(status.status)
    );
    for (outcome, calls) in status.execution_status {
        say!("  {outcome}: {calls}");
    }
    say!("`stop_batch` stops what has not been placed, `list_batch_executions` has the calls");
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
            let content = "contact_number,customer_name\n+14155550187,Ana\n+14155550188,Ben\nunknown,Cem\n";
            Ok(("people.csv".to_owned(), content.into()))
        }
        (None, true) => Err("whom to call? Give a CSV file as an argument".into()),
    }
}
