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
use std::time::Duration;

use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{RetryConfig, RetryStatus};
use chrono::{TimeDelta, Utc};
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

    let retry = RetryConfig::builder()
        .enabled(true)
        .max_retries(2)
        .retry_on_statuses([RetryStatus::NoAnswer, RetryStatus::Busy]);
    let calls = bolna.calls();
    // `{customer_name}` in the prompt. Nothing repeats this request by itself: it would be a second call.
    let call = calls
        .place(agent, to)
        .variable("customer_name", "Ana")
        .retry_config(retry);
    let call = call.at(Utc::now() + TimeDelta::minutes(10)).send().await?;
    say!("call {} is {}", call.id, or_dash(call.status));

    match calls.stop(&call.id).await {
        Ok(stopped) => say!("now it is {}: {}", or_dash(stopped.status), or_dash(stopped.message)),
        // Somebody else was faster.
        Err(error) if error.is_not_found() || error.is_conflict() => say!("there is nothing to stop: {error}"),
        Err(error) => return Err(error.into()),
    }
    let waited = calls.wait(call.id).within(Duration::from_secs(60)).await?;
    let ended = waited.or_timeout()?;
    say!(
        "it ended as {} and cost {}",
        or_dash(ended.status.as_ref()),
        or_dash(ended.cost())
    );
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
