//! Says what is wrong with the SIP trunks of an account, what follows, and what to do; and shows them in tables and in a diagram.
//!
//! ```console
//! $ cargo run --example trunk_doctor
//! $ BOLNA_API_KEY=... cargo run --example trunk_doctor
//! $ cargo run --example trunk_doctor -- --file trunks.json --format dot | dot -Tsvg > trunks.svg
//! $ cargo run --example trunk_doctor -- --help
//! ```
//!
//! It only reads. For a monitoring job, `--format json` is for machines, and the exit code says whether there is a finding of the level of
//! `--fail-on`.

mod arguments;
mod explain;
mod report;
#[path = "../support/mod.rs"]
mod support;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::process::ExitCode;

use arguments::{Arguments, Command, Format};
use bolna_api_ext::sip_trunks::doctor;
use bolna_api_ext::sip_trunks::show::Diagram;
use bolna_api_ext::sip_trunks::watch::changes;
use bolna_api_ext::types::SipTrunk;
use report::{Paint, Report};
use serde_json::{Map, Value};

/// What it comes to, for a job that looks at the exit code.
const FOUND: u8 = 1;
const COULD_NOT_LOOK: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(std::env::args().skip(1)).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FOUND),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(COULD_NOT_LOOK)
        }
    }
}

/// Whether all is well.
async fn run(arguments: impl Iterator<Item = String>) -> Result<bool, Box<dyn Error>> {
    support::log_to_stderr();
    let arguments = match Command::parse(arguments)? {
        Command::Help => return print(arguments::HELP).map(|()| true),
        Command::Explain(code) => {
            let rule = doctor::explain(&code).ok_or_else(|| explain::no_finding(&code))?;
            return print(&format!("{rule}\n")).map(|()| true);
        }
        Command::Look(arguments) => arguments,
    };
    let trunks = match &arguments.file {
        Some(file) => read(file)?,
        None => support::connect().await?.0.sip_trunks().list().await?,
    };
    let before = arguments.since.as_deref().map(read).transpose()?;
    let report = Report {
        findings: doctor::diagnose_all(&trunks),
        changes: before.map(|before| changes(&before, &trunks)),
        trunks,
    };
    print(&shown(&report, &arguments, Paint::of_stdout())?)?;
    Ok(!report.is_found(arguments.fail_on))
}

fn shown(report: &Report, arguments: &Arguments, paint: Paint) -> Result<String, Box<dyn Error>> {
    Ok(match arguments.format {
        Format::Text => report.text(paint),
        Format::Json => report.json()?,
        Format::Mermaid => Diagram::new(&report.trunks).mermaid().to_string(),
        Format::Dot => Diagram::new(&report.trunks).dot().to_string(),
    })
}

/// A saved list, as the API gives it: an array, or one in `data`; or one trunk. `-` is what comes in.
fn read(file: &str) -> Result<Vec<SipTrunk>, Box<dyn Error>> {
    let mut text = String::new();
    let read = match file {
        "-" => io::stdin().read_to_string(&mut text),
        file => std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text)),
    };
    read.map_err(|error| format!("{file}: {error}"))?;
    trunks(&text).map_err(|error| format!("{file}: {error}").into())
}

fn trunks(text: &str) -> Result<Vec<SipTrunk>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Envelope {
        data: Vec<SipTrunk>,
    }
    if !text.trim_start().starts_with('{') {
        return Ok(serde_json::from_str(text)?);
    }
    let object: Map<String, Value> = serde_json::from_str(text)?;
    if object.contains_key("data") {
        return Ok(serde_json::from_str(text).map(|Envelope { data }| data)?);
    }
    if !["id", "name", "gateways"].iter().any(|name| object.contains_key(*name)) {
        return Err("it is neither a list of trunks nor a trunk".into());
    }
    Ok(vec![serde_json::from_str(text)?])
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    match io::stdout().write_all(text.as_bytes()) {
        // Who reads only the beginning, as `head` does, is no error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

impl Paint {
    /// In colours on a terminal, unless `NO_COLOR` (<https://no-color.org>) is there and says something.
    fn of_stdout() -> Self {
        let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            is_on: io::stdout().is_terminal() && !is_refused,
        }
    }
}
