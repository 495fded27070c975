//! What the client costs under load: 10,000 lists of trunks, 64 at a time, beside the same loop on plain reqwest with
//! hand-written structs.
//!
//! ```console
//! $ cargo bench -p bolna-api-ext --bench load
//! ```
//!
//! The server is a process of its own, and each measured loop too, on one thread. Loops take turns, since the clock of a
//! machine that others use is noisy, and the median counts; instructions are counted by valgrind on a part of the requests.

#![allow(clippy::print_stdout, reason = "a benchmark tells what it measured")]

mod clients;
mod process;
mod server;
#[path = "../../../bolna-api/benches/decode/strict.rs"]
mod strict;
#[path = "../../../bolna-api/benches/decode/text.rs"]
mod text;

use std::process::ExitCode;

use process::{Figures, Load};

/// Trunks in each list.
const TRUNKS: usize = 10;

/// Requests of a measured loop, and of one under valgrind, which takes fifty times as long.
const REQUESTS: usize = 10_000;
const REQUESTS_COUNTED: usize = 1_000;

/// How often the two loops take turns.
const ROUNDS: usize = 7;

/// What the client may cost, as a multiple of plain reqwest.
const LIMIT: f64 = 1.10;

/// How much memory may grow between half of the requests and their end.
const GROWTH: f64 = 1.05;

fn main() -> ExitCode {
    let result = match process::role() {
        process::Role::Server => server::serve(&text::trunks(TRUNKS, 0)),
        process::Role::Client(load) => clients::run(&load),
        process::Role::Comparison => return compare(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare() -> ExitCode {
    match measure() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("error: the client costs more than it may");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Measures both, prints the table, and tells whether the client is within its limits.
fn measure() -> Result<bool, String> {
    let server = process::Server::start()?;
    let load = |client: &str, requests| Load {
        client: client.to_owned(),
        address: server.address().to_owned(),
        requests,
    };
    let mut rounds = Vec::new();
    for round in 1..=ROUNDS {
        eprintln!("round {round} of {ROUNDS}");
        rounds.push((load("plain", REQUESTS).run()?, load("bolna", REQUESTS).run()?));
    }
    eprintln!("instructions");
    let counted = |client| {
        let most = load(client, REQUESTS_COUNTED).count_instructions()?;
        // What it takes to start, and to make the client and its connections.
        Ok::<_, String>(most.saturating_sub(load(client, clients::AT_A_TIME).count_instructions()?))
    };
    let (plain, bolna) = (counted("plain")?, counted("bolna")?);

    println!("{REQUESTS} lists of {TRUNKS} trunks, {} at a time", clients::AT_A_TIME);
    println!("{:<28} {:>10} {:>10} {:>8}", "", "reqwest", "bolna", "ratio");
    let time = row("CPU time, ms", &rounds, |figures| figures.cpu.as_secs_f64() * 1000.0);
    let instructions = bolna as f64 / plain as f64;
    let each = |sum: u64| sum / (REQUESTS_COUNTED - clients::AT_A_TIME) as u64;
    println!(
        "{:<28} {:>10} {:>10} {instructions:>8.3}",
        "instructions a request",
        each(plain),
        each(bolna)
    );
    row("memory at half, KiB", &rounds, |figures| figures.early as f64);
    row("memory at the end, KiB", &rounds, |figures| figures.late as f64);
    let growth = median(rounds.iter().map(|(_, bolna)| bolna.late as f64 / bolna.early as f64));
    println!("failures: none; memory grew {growth:.3} times (at most {GROWTH}); ratios at most {LIMIT:.2}");
    Ok(time <= LIMIT && instructions <= LIMIT && growth <= GROWTH)
}

/// Prints the medians of a figure; the median of the ratios of the rounds.
fn row(what: &str, rounds: &[(Figures, Figures)], figure: impl Fn(&Figures) -> f64) -> f64 {
    let plain = median(rounds.iter().map(|(plain, _)| figure(plain)));
    let bolna = median(rounds.iter().map(|(_, bolna)| figure(bolna)));
    let ratio = median(rounds.iter().map(|(plain, bolna)| figure(bolna) / figure(plain)));
    println!("{what:<28} {plain:>10.0} {bolna:>10.0} {ratio:>8.3}");
    ratio
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
