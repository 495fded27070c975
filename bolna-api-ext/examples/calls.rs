//! Places a call for ten minutes from now, and stops it before anybody is called.
//!
//! ```console
//! $ cargo run --example calls
//! $ BOLNA_API_KEY=... cargo run --example calls -- +14155550187            # says what it would do
//! $ BOLNA_API_KEY=... cargo run --example calls -- +14155550187 --really
//! ```
//!
//! The call is one of the first agent of the account.

mod support;

use std::error::Error;
use std::process::ExitCode;

use bolna_api_ext::types::{CallRequest, RetryConfig, RetryStatus};
use chrono::{TimeDelta, Utc};
use serde_json::{Map, Value};
use support::{Setup, or_dash, say};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let setup = support::setup().await?;
    let to = recipient(&setup)?;
    let Setup { bolna, may_change, .. } = setup;
    let agent = support::first_agent(&bolna).await?;
    if !may_change {
        say!("with --really, agent {agent} would call {to} in ten minutes, and the call would be stopped at once");
        return Ok(());
    }

    let when = Utc::now() + TimeDelta::minutes(10);
    // What the prompt calls `{customer_name}`.
    let variables = Map::from_iter([("customer_name".to_owned(), Value::from("Ana"))]);
    let call = CallRequest::builder()
        .agent_id(agent)
        .recipient_phone_number(to)
        .scheduled_at(when)
        .user_data(variables)
        .retry_config(
            RetryConfig::builder()
                .enabled(true)
                .max_retries(2)
                .retry_on_statuses(vec![RetryStatus::NoAnswer, RetryStatus::Busy]),
        );
    // Nothing repeats this request by itself: it would be a second call.
    let queued = bolna.make_call().body(call).send().await?;
    let id = queued.execution_id.ok_or("the answer has no id")?;
    say!("call {id} is {}", or_dash(queued.status));

    match bolna.stop_call().execution_id(id).send().await {
        Ok(stopped) => say!("now it is {}: {}", or_dash(stopped.status), or_dash(stopped.message)),
        // Somebody else was faster.
        Err(error) if error.is_not_found() || error.is_conflict() => say!("there is nothing to stop: {error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Whom to call: made-up agents call a made-up number, and nobody else is called without being named.
fn recipient(setup: &Setup) -> Result<String, Box<dyn Error>> {
    match (setup.arguments.first(), setup.is_real) {
        (Some(number), _) => Ok(number.clone()),
        (None, false) => Ok("+14155550187".to_owned()),
        (None, true) => Err("whom to call? Give the number, like +14155550187, as an argument".into()),
    }
}
