//! Lists the phone numbers of an account, searches for one that can be bought, and lets an agent take the calls to a number.
//!
//! ```console
//! $ cargo run --example phone_numbers
//! $ BOLNA_API_KEY=... cargo run --example phone_numbers               # lists, searches, says what it would set up
//! $ BOLNA_API_KEY=... cargo run --example phone_numbers -- --really
//! ```
//!
//! It buys nothing. The agent is the first one of the account; the number is the first one that has no agent.

mod support;

use std::error::Error;
use std::process::ExitCode;

use bolna_api_ext::types::{InboundRequest, PhoneNumberCountry};
use support::{Setup, or_dash, say};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Setup { bolna, may_change, .. } = support::setup().await?;

    let numbers = bolna.list_phone_numbers().send().await?;
    for number in &numbers {
        let (text, provider) = (number.phone_number.as_ref(), number.telephony_provider.as_ref());
        let agent = or_dash(number.agent_id.as_ref());
        say!("{}  {}  agent {agent}", or_dash(text), or_dash(provider));
    }

    // `pattern` are digits that the number begins with, behind the country code.
    let search = bolna.search_phone_numbers().country(PhoneNumberCountry::Us);
    let found = search.pattern("415").send().await?;
    say!("{} numbers with 415 can be bought", found.len());
    for number in found {
        let price = number.price.map(|dollars| format!("${dollars:.2} a month"));
        let place = or_dash(number.locality.or(number.region));
        say!("  {}  {place}  {}", or_dash(number.phone_number), or_dash(price));
    }

    let free = numbers.into_iter().find(|number| number.agent_id.is_none());
    let Some(number) = free.and_then(|number| number.id) else {
        say!("every number has an agent already");
        return Ok(());
    };
    let agent = support::first_agent(&bolna).await?;
    if !may_change {
        say!("with --really, agent {agent} would take the calls to {number}");
        return Ok(());
    }
    let inbound = InboundRequest::builder()
        .agent_id(agent)
        .phone_number_id(number.as_str());
    bolna.set_up_inbound().body(inbound).send().await?;
    say!("the agent takes the calls to {number}; `unlink_inbound` takes that back");
    Ok(())
}
