//! What tolerance costs: a list of 1,000 trunks, read as the generated types and as hand-written structs with plain serde.
//!
//! ```console
//! $ cargo bench -p bolna-api --bench decode
//! ```
//!
//! Each reading runs in a process of its own under valgrind: `callgrind` counts instructions, `memcheck` allocations, and
//! those of a process that only has the text in memory are taken off. Both are the same on every run, so that a noisy
//! machine does not matter.

#![allow(clippy::print_stdout, reason = "a benchmark tells what it measured")]

mod strict;
mod text;
mod valgrind;

use std::process::ExitCode;

use bolna_api::types::SipTrunk;

/// How many trunks are in the list.
const TRUNKS: usize = 1000;

/// Values that the contract does not know: each costs an allocation, since it is kept.
const UNKNOWN: usize = 100;

/// What the tolerant reading may cost, as a multiple of the strict one.
const INSTRUCTIONS: f64 = 0.95;

fn main() -> ExitCode {
    match std::env::var(valgrind::READING).as_deref() {
        Ok(reading) => {
            read(reading);
            ExitCode::SUCCESS
        }
        Err(_) => compare(),
    }
}

/// What a measured process does.
fn read(reading: &str) {
    let known = text::trunks(TRUNKS, 0);
    let trunks = match reading {
        "strict" => serde_json::from_str::<Vec<strict::Trunk>>(&known).map(|trunks| trunks.len()),
        "tolerant" => tolerant(&known),
        "unknown" => tolerant(&text::trunks(TRUNKS, UNKNOWN)),
        "unknown-text" => Ok(text::trunks(TRUNKS, UNKNOWN).len().min(TRUNKS)),
        _ => Ok(TRUNKS),
    };
    assert_eq!(trunks.ok(), Some(TRUNKS), "{reading}");
}

/// As the generated client reads a response.
fn tolerant(text: &str) -> serde_json::Result<usize> {
    let trunks: Vec<SipTrunk> = bolna_api::wire::read(&mut serde_json::Deserializer::from_str(text))?;
    Ok(std::hint::black_box(trunks).len())
}

fn compare() -> ExitCode {
    let measured = ["nothing", "strict", "tolerant", "unknown-text", "unknown"].map(valgrind::measure);
    let [Ok(nothing), Ok(strict), Ok(tolerant), Ok(unknown_text), Ok(unknown)] = measured else {
        for error in measured.into_iter().filter_map(Result::err) {
            eprintln!("error: {error}");
        }
        return ExitCode::from(2);
    };
    let (strict, tolerant, unknown) = (
        strict.since(&nothing),
        tolerant.since(&nothing),
        unknown.since(&unknown_text),
    );
    println!("{TRUNKS} trunks, {} bytes of JSON", text::trunks(TRUNKS, 0).len());
    println!("{:<44} {:>14} {:>12}", "", "instructions", "allocations");
    for (what, cost) in [
        ("hand-written structs, plain serde", &strict),
        ("generated types", &tolerant),
        ("generated types, 100 unknown values of 1,000", &unknown),
    ] {
        println!("{what:<44} {:>14} {:>12}", cost.instructions, cost.allocations);
    }
    let ratio = tolerant.instructions as f64 / strict.instructions as f64;
    let kept = unknown.allocations.saturating_sub(tolerant.allocations);
    println!(
        "instructions: {ratio:.3} times (at most {INSTRUCTIONS}); {kept} allocations for {UNKNOWN} unknown values"
    );
    let cheap = ratio <= INSTRUCTIONS && tolerant.allocations <= strict.allocations && kept <= UNKNOWN as u64;
    if cheap {
        ExitCode::SUCCESS
    } else {
        eprintln!("error: tolerance costs more than it may");
        ExitCode::FAILURE
    }
}
