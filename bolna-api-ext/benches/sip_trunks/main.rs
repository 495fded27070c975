//! What the helpers for SIP trunks cost on 10,000 trunks, beside loops that one would write by hand.
//!
//! ```console
//! $ cargo bench -p bolna-api-ext --bench sip_trunks
//! ```
//!
//! Each runs in a process of its own under valgrind: `callgrind` counts instructions, `memcheck` allocations, and those of
//! a process that only has the list are taken off. Both are the same on every run, so that a noisy machine does not matter. Whether
//! a helper is linear is seen by half of the list.

#![allow(clippy::print_stdout, reason = "a benchmark tells what it measured")]

mod hand;
mod helpers;
mod list;
#[path = "../../../bolna-api/benches/decode/valgrind.rs"]
mod valgrind;

use std::process::ExitCode;

use bolna_api_ext::types::SipTrunk;
use valgrind::{Cost, measure};

/// How many trunks are in the list.
const TRUNKS: usize = 10_000;

/// How much more the whole list may cost than its half: 2, and what sorting adds.
const GROWTH: f64 = 2.2;

/// What the helpers that allocate nothing may cost, as a multiple of the loop, whose trunks take a dozen instructions: two of
/// them more are the compiler's.
const LIMIT: f64 = 1.5;

/// How often what allocates nothing runs in a process: once is less than what two processes that do the same differ in.
const REPEATS: u64 = 100;

/// What is measured: a name, the helper, the loop if one would write it, and whether the helper allocates nothing.
struct Row {
    name: &'static str,
    helper: fn(&[SipTrunk]) -> usize,
    hand: Option<fn(&[SipTrunk]) -> usize>,
    is_free: bool,
}

impl Row {
    const fn repeats(&self) -> u64 {
        if self.is_free { REPEATS } else { 1 }
    }

    /// What it costs once, of the cost of a process and of one that only has the list.
    fn once(&self, process: &Cost, nothing: &Cost) -> Cost {
        let all = process.since(nothing);
        Cost {
            instructions: all.instructions / self.repeats(),
            // Not one may be lost to the rounding.
            allocations: all.allocations.div_ceil(self.repeats()),
        }
    }
}

const fn row(name: &'static str, helper: fn(&[SipTrunk]) -> usize, hand: fn(&[SipTrunk]) -> usize) -> Row {
    Row {
        name,
        helper,
        hand: Some(hand),
        is_free: false,
    }
}

const fn free(name: &'static str, helper: fn(&[SipTrunk]) -> usize, hand: fn(&[SipTrunk]) -> usize) -> Row {
    Row {
        is_free: true,
        ..row(name, helper, hand)
    }
}

const fn alone(name: &'static str, helper: fn(&[SipTrunk]) -> usize) -> Row {
    Row {
        name,
        helper,
        hand: None,
        is_free: false,
    }
}

const ROWS: [Row; 12] = [
    free("active_only", helpers::active_only, hand::active_only),
    free("primary_gateway", helpers::primary_gateway, hand::primary_gateway),
    free("by_provider", helpers::by_provider, hand::by_provider),
    free("by_name", helpers::by_name, hand::by_name),
    row("find_by_number", helpers::find_by_number, hand::find_by_number),
    free("active_numbers", helpers::active_numbers, hand::active_numbers),
    row(
        "gateways_by_priority",
        helpers::gateways_by_priority,
        hand::gateways_by_priority,
    ),
    row("route", helpers::route, hand::route),
    row("codecs", helpers::codecs, hand::codecs),
    row("accepting_source", helpers::accepting_source, hand::accepting_source),
    alone("overlaps", helpers::overlaps),
    alone("diagnose_all", helpers::diagnose_all),
];

fn main() -> ExitCode {
    match std::env::var(valgrind::READING).as_deref() {
        Ok(task) => run(task),
        Err(_) => compare(),
    }
}

/// What a measured process does: `helper active_only 10000`.
fn run(task: &str) -> ExitCode {
    let mut words = task.split(' ');
    let (what, name) = (words.next(), words.next());
    let Some(number) = words.next().and_then(|number| number.parse().ok()) else {
        return ExitCode::FAILURE;
    };
    let trunks = list::trunks(number);
    let row = ROWS.iter().find(|row| Some(row.name) == name);
    let function = row.and_then(|row| {
        if what == Some("hand") {
            row.hand
        } else {
            Some(row.helper)
        }
    });
    if let (Some(row), Some(function)) = (row, function) {
        for _ in 0..row.repeats() {
            std::hint::black_box(function(std::hint::black_box(&trunks)));
        }
    }
    ExitCode::SUCCESS
}

fn compare() -> ExitCode {
    match compare_all() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("error: a helper costs more than it may");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Measures all, prints the table, and tells whether the helpers are within their limits.
fn compare_all() -> Result<bool, String> {
    let trunks = list::trunks(TRUNKS);
    let (all, half) = (
        measure(&task("nothing", "-", TRUNKS))?,
        measure(&task("nothing", "-", TRUNKS / 2))?,
    );
    println!("{TRUNKS} trunks, 2 gateways, 2 addresses and 1 number each");
    println!(
        "{:<22}{:>14}{:>14}{:>8}{:>14}{:>12}{:>12}",
        "", "instructions", "by hand", "times", "half -> all", "allocations", "by hand"
    );
    let mut is_cheap = true;
    for row in &ROWS {
        if let Some(hand) = row.hand {
            let (one, other) = ((row.helper)(&trunks), hand(&trunks));
            if one != other {
                return Err(format!("`{}` counts {one}, and the loop {other}", row.name));
            }
        }
        let cost = |what, number, nothing| Ok::<_, String>(row.once(&measure(&task(what, row.name, number))?, nothing));
        let helper = cost("helper", TRUNKS, &all)?;
        let of_half = cost("helper", TRUNKS / 2, &half)?;
        let hand = row.hand.map(|_| cost("hand", TRUNKS, &all)).transpose()?;
        is_cheap &= print(row, &helper, &of_half, hand);
    }
    println!(
        "at most {GROWTH} times the instructions for twice the trunks, and {LIMIT} times those of the loop without allocations"
    );
    Ok(is_cheap)
}

fn task(what: &str, name: &str, number: usize) -> String {
    format!("{what} {name} {number}")
}

/// Prints a row, and tells whether it is within its limits.
fn print(row: &Row, helper: &Cost, of_half: &Cost, hand: Option<Cost>) -> bool {
    let ratio = |one: u64, other: u64| one as f64 / other.max(1) as f64;
    let growth = ratio(helper.instructions, of_half.instructions);
    let times = hand.as_ref().map(|hand| ratio(helper.instructions, hand.instructions));
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    println!(
        "{:<22}{:>14}{:>14}{:>8}{growth:>14.2}{:>12}{:>12}",
        row.name,
        helper.instructions,
        or_none(hand.as_ref().map(|hand| hand.instructions.to_string())),
        or_none(times.map(|times| format!("{times:.2}"))),
        helper.allocations,
        or_none(hand.as_ref().map(|hand| hand.allocations.to_string())),
    );
    let is_free = helper.allocations == 0 && times.is_none_or(|times| times <= LIMIT);
    growth <= GROWTH && (is_free || !row.is_free)
}
