//! Prints the active SIP trunks of an account, with their gateways in the order in which calls try them.
//!
//! ```console
//! $ BOLNA_API_KEY=... cargo run --example active_trunks
//! ```
//!
//! Without a key it starts a small server of its own, with made-up trunks. `RUST_LOG=trace` shows what happens on the way.

mod support;

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use bolna_api_ext::prelude::*;
use bolna_api_ext::types::SipTrunk;
use comfy_table::presets::UTF8_FULL;
use comfy_table::{ColumnConstraint, ContentArrangement, Table};
use support::printable;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let bolna = support::setup().await?.bolna;
    let trunks = bolna.sip_trunks().active().await?;
    match writeln!(io::stdout(), "{}", table(&trunks)) {
        // Who reads only the beginning, as `head` does, is no error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn table(trunks: &[SipTrunk]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL)
        // Fits a terminal; in a pipe there is no width to fit, and every line stays whole.
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(["trunk", "id", "provider", "transport", "gateways"]);
    for trunk in trunks {
        table.add_row([
            cell(trunk.name.as_deref()),
            cell(trunk.id.as_deref()),
            cell(trunk.provider.as_deref()),
            transport(trunk),
            gateways(trunk),
        ]);
    }
    // On a narrow terminal a name breaks; what one may want to copy does not.
    for column in table.column_iter_mut().skip(1) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    table
}

/// `tls` for `transport-tls`: the column says the rest.
fn transport(trunk: &SipTrunk) -> String {
    let transport = trunk.transport.as_ref().map(ToString::to_string);
    cell(
        transport
            .as_deref()
            .map(|name| name.strip_prefix("transport-").unwrap_or(name)),
    )
}

fn gateways(trunk: &SipTrunk) -> String {
    let lines: Vec<_> = trunk
        .gateways_by_priority()
        .iter()
        .map(|gateway| format!("{} {}", gateway.routing_priority(), printable(&gateway.address())))
        .collect();
    if lines.is_empty() { cell(None) } else { lines.join("\n") }
}

fn cell(text: Option<&str>) -> String {
    text.map_or_else(|| "-".to_owned(), printable)
}
