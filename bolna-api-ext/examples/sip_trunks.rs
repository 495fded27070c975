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
use bolna_api_ext::types::{
    SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier, SipTrunkTransport, SipTrunkUpdate, builder,
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

    let id = bolna.sip_trunks().create(front_desk()).await?;
    say!("created {id}");
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
    for gateway in trunk.gateways_by_priority() {
        say!("  {} {}", gateway.routing_priority(), gateway.address());
    }

    match bolna.sip_trunks().add_number(id, "+14155550142").await {
        Ok(number) => say!("added {number}"),
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
/// `auth_password` instead. Calls try the gateway with the lowest priority first.
fn front_desk() -> builder::SipTrunkCreate {
    let gateways = [("192.0.2.20", 2), ("192.0.2.10", 1)];
    let gateway = |(address, priority)| SipTrunkGateway::builder().gateway_address(address).priority(priority);
    SipTrunkCreate::builder()
        .name("Front desk")
        .provider("custom")
        .auth_type(SipTrunkAuthType::IpBased)
        .transport(SipTrunkTransport::TransportUdp)
        .ip_identifiers([SipTrunkIpIdentifier::builder().ip_address("192.0.2.0/24")])
        .gateways(gateways.map(gateway))
}
