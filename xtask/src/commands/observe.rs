//! `cargo xtask observe`: recorded answers held against the corrected contract.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use crate::cli::{Observe, ObserveFormat};
use crate::commands::lint::Target;
use crate::usage_error::UsageError;
use crate::workspace::{self, CONTRACT, OVERLAY};
use document::Document;
use document::progress::Progress;
use document::report::plural;
use observe::compare::Observed;
use observe::{actions, recording};
use serde_json::json;

/// How large a HAR may be; one is read as a whole.
const MAX_HAR: u64 = 1 << 30;

/// What was found, and how many departures.
#[derive(Debug)]
pub struct Report {
    /// For standard output.
    pub results: String,
    pub departures: usize,
}

/// Reads the recordings and compares them.
///
/// # Errors
///
/// The contract cannot be read or corrected, or a recording cannot be read: each broken line and entry is named.
pub fn run(subject: Target<'_>, options: &Observe, progress: &dyn Progress) -> Result<Report, Box<dyn Error>> {
    let (contract, overlay) = match subject {
        Target::Checkout(root) => (workspace::read(root, CONTRACT)?, Some(workspace::read(root, OVERLAY)?)),
        Target::Elsewhere(spec, overlay) => workspace::read_elsewhere(spec, overlay)?,
    };
    let contract = lower::correct(&contract, overlay.as_ref(), progress)?;
    let mut observed = Observed::default();
    let mut broken = Vec::new();
    progress.begin("reading the recordings");
    for (index, file) in options.files.iter().enumerate() {
        progress.advance(index, options.files.len());
        if is_har(file) {
            read_har(file, &contract, &mut observed, &mut broken)?;
        } else {
            read_lines(file, &contract, &mut observed, &mut broken)?;
        }
    }
    if !broken.is_empty() {
        return Err(UsageError {
            message: format!("{} cannot be read:\n  {}", plural(broken.len(), "exchange"), broken.join("\n  ")),
            help: "a line is `{\"method\": \"GET\", \"path\": \"/user/me\", \"status\": 200, \"body\": {}}`; remove what is none"
                .to_owned(),
        }
        .into());
    }
    Ok(render(&observed, &contract, options.format))
}

fn is_har(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("har"))
}

fn open(file: &PathBuf) -> Result<File, UsageError> {
    File::open(file).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &dyn std::fmt::Display) -> UsageError {
    UsageError {
        message: format!("{}: {error}", file.display()),
        help: "name a HAR (`.har`), or a file with one JSON object a line".to_owned(),
    }
}

fn read_har(
    file: &PathBuf,
    contract: &Document,
    observed: &mut Observed,
    broken: &mut Vec<String>,
) -> Result<(), UsageError> {
    let mut text = String::new();
    (open(file)?.take(MAX_HAR).read_to_string(&mut text)).map_err(|error| unreadable(file, &error))?;
    let entries = recording::read_har(&text).map_err(|error| unreadable(file, &error))?;
    for (index, entry) in entries.into_iter().enumerate() {
        let place = format!("{}, entry {index}", file.display());
        match entry {
            Ok(exchange) => observed.add(contract, &exchange, &place),
            Err(error) => broken.push(format!("{place}: {error}")),
        }
    }
    Ok(())
}

fn read_lines(
    file: &PathBuf,
    contract: &Document,
    observed: &mut Observed,
    broken: &mut Vec<String>,
) -> Result<(), UsageError> {
    for (index, line) in BufReader::new(open(file)?).split(b'\n').enumerate() {
        let line = line.map_err(|error| unreadable(file, &error))?;
        let place = format!("{}:{}", file.display(), index + 1);
        match std::str::from_utf8(&line).map(str::trim) {
            Ok("") => {}
            Ok(line) => match recording::read_line(line) {
                Ok(exchange) => observed.add(contract, &exchange, &place),
                Err(error) => broken.push(format!("{place}: {error}")),
            },
            Err(_) => broken.push(format!("{place}: no UTF-8")),
        }
    }
    Ok(())
}

fn render(observed: &Observed, contract: &Document, format: ObserveFormat) -> Report {
    let departures = observed.departures(contract);
    let actions = actions::write(observed, contract);
    let results = match format {
        ObserveFormat::Json => format!(
            "{:#}",
            json!({
                "compared": observed.compared, "skipped": observed.skipped, "departures": departures, "actions": actions,
            })
        ),
        ObserveFormat::Text => {
            let mut parts: Vec<_> = departures.iter().map(ToString::to_string).collect();
            parts.push(format!(
                "{} compared, {} of other hosts skipped: {}",
                plural(observed.compared, "answer"),
                observed.skipped,
                plural(departures.len(), "departure"),
            ));
            if !actions.is_empty() {
                parts.push(format!("For `actions` of {OVERLAY}:\n\n{actions}"));
            }
            parts.join("\n\n")
        }
    };
    Report {
        results,
        departures: departures.len(),
    }
}
