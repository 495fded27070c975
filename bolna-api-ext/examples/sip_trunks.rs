//! Creates a SIP trunk with two gateways, changes one setting, adds a number, and deletes the trunk.
//!
//! ```console
//! $ cargo run --example sip_trunks
//! $ BOLNA_API_KEY=... cargo run --example sip_trunks               # says what it would do
//! $ BOLNA_API_KEY=... cargo run --example sip_trunks -- --really
//! ```
//!
//! `active_trunks` shows the trunks that there are.

mod support;

use std::error::Error;
use std::process::ExitCode;

use bolna_api_ext::Bolna;
use bolna_api_ext::prelude::*;
use bolna_api_ext::types::error::ConversionError;
use bolna_api_ext::types::{
    SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier, SipTrunkPhoneNumberCreate,
    SipTrunkTransport, SipTrunkUpdate,
};
use support::{Setup, or_dash, say};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Setup { bolna, may_change, .. } = support::setup().await?;
    if !may_change {
        say!("with --really, a trunk `Front desk` would be created, changed, given a number, and deleted");
        return Ok(());
    }

    let trunk = front_desk()?;
    let trunk = bolna.create_sip_trunk().body(trunk).send().await?;
    say!("created {}", or_dash(trunk.name.as_ref()));
    for gateway in trunk.gateways_by_priority() {
        say!("  {} {}", gateway.routing_priority(), gateway.address());
    }
    let id = trunk.id.ok_or("the answer has no id")?;
    let used = use_it(&bolna, &id).await;

    // A trunk of an example is not to stay, even where something went wrong.
    bolna.delete_sip_trunk().trunk_id(id).send().await?;
    say!("deleted it");
    used
}

async fn use_it(bolna: &Bolna, id: &str) -> Result<(), Box<dyn Error>> {
    // Only what is set goes out, and everything else stays as it is; a list that is set replaces the old one.
    let update = SipTrunkUpdate::builder().inbound_enabled(true);
    let trunk = bolna.update_sip_trunk().trunk_id(id).body(update).send().await?;
    say!("inbound calls: {}", or_dash(trunk.inbound_enabled));

    let number = SipTrunkPhoneNumberCreate::builder().phone_number("+14155550142");
    match bolna.add_sip_trunk_number().trunk_id(id).body(number).send().await {
        Ok(number) => say!("added {}", or_dash(number.phone_number)),
        // What the server says is in the line; whether to go on is for the program to know.
        Err(error) if error.is_conflict() => say!("another trunk has the number: {error}"),
        Err(error) => return Err(error.into()),
    }

    let numbers = bolna.list_sip_trunk_numbers().trunk_id(id).send().await?;
    for number in numbers {
        say!("  {}  agent {}", or_dash(number.phone_number), or_dash(number.agent_id));
    }
    Ok(())
}

/// A trunk that knows its carrier by address; one with `SipTrunkAuthType::Userpass` needs `auth_username` and
/// `auth_password` instead.
fn front_desk() -> Result<SipTrunkCreate, ConversionError> {
    let carrier = SipTrunkIpIdentifier::builder().ip_address("192.0.2.0/24");
    SipTrunkCreate::builder()
        .name("Front desk")
        .provider("custom")
        .auth_type(SipTrunkAuthType::IpBased)
        .transport(SipTrunkTransport::TransportUdp)
        .ip_identifiers(vec![SipTrunkIpIdentifier::try_from(carrier)?])
        .gateways(vec![gateway("192.0.2.20", 2)?, gateway("192.0.2.10", 1)?])
        .try_into()
}

/// Calls try the gateway with the lowest priority first.
fn gateway(address: &str, priority: i64) -> Result<SipTrunkGateway, ConversionError> {
    SipTrunkGateway::builder()
        .gateway_address(address)
        .port(5060)
        .priority(priority)
        .try_into()
}
