//! How long `regen` takes and how much memory, stage by stage, for documents of 70, 700 and 7,000 operations; beside it,
//! where they are installed, other generators on the same documents.
//!
//! ```sh
//! cargo bench -p xtask --bench regen                  # sizes: 70 700 7000
//! cargo bench -p xtask --bench regen -- 70 700        # these
//! ```
//!
//! Each measurement is a process of its own, and the generators take turns, so that a busy moment of the machine does not
//! hit one of them only. The smallest of the runs counts. Memory is that of the kernel's accounts (`VmHWM`), reset before
//! each stage: Linux only, a dash elsewhere.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on stops"
)]

mod measured;
mod peers;
mod synthetic;

use std::fs;
use std::path::Path;
use std::time::Duration;

use comfy_table::{CellAlignment, Table};
use measured::{Measured, STAGES};
use tempfile::TempDir;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match arguments.as_slice() {
        [flag, file] if flag == "--measure" => println!("{}", measured::here(Path::new(file))),
        sizes => {
            let sizes: Vec<usize> = sizes
                .iter()
                .map(|size| size.parse().expect("a number of operations"))
                .collect();
            compare(if sizes.is_empty() { &[70, 700, 7_000] } else { &sizes });
        }
    }
}

fn compare(sizes: &[usize]) {
    let peers: Vec<_> = peers::ALL.iter().filter(|peer| peer.is_installed()).collect();
    let mut stages = Table::new();
    stages.set_header(
        ["operations", "lines", "KiB", "measure"]
            .into_iter()
            .chain(STAGES)
            .chain(["total"])
            .collect::<Vec<_>>(),
    );
    let mut others = Table::new();
    others.set_header([
        "operations",
        "generator",
        "time",
        "peak",
        "time, this = 1",
        "peak, this = 1",
    ]);
    for &operations in sizes {
        let folder = TempDir::new().expect("a folder");
        let spec = folder.path().join("api.json");
        let text = synthetic::with(operations);
        fs::write(&spec, &text).expect("a file");
        let lowered = folder.path().join("lowered.json");
        fs::write(&lowered, measured::lowered(&spec)).expect("a file");

        let runs = if operations > 1_000 { 3 } else { 7 };
        let mut own: Option<Measured> = None;
        let mut whole: Option<(Duration, u64)> = None;
        let mut best: Vec<Option<(Duration, u64)>> = vec![None; peers.len()];
        for _ in 0..runs {
            let (run, time, peak) = measured::apart(&spec);
            own = Some(own.map_or(run.clone(), |own| own.least(&run)));
            whole = least(whole, Some((time, peak)));
            for (best, peer) in best.iter_mut().zip(&peers) {
                *best = least(*best, peer.run(&spec, &lowered, folder.path()));
            }
        }
        let (own, (time, peak)) = (own.expect("a run"), whole.expect("a run"));
        let lines = own.lines.to_string();
        let size = (text.len() >> 10).to_string();
        stages.add_row(row(
            operations,
            &lines,
            &size,
            "ms",
            own.times.iter().map(|time| time.as_millis().to_string()),
        ));
        stages.add_row(row(
            operations,
            "",
            "",
            "peak MiB",
            own.peaks.iter().map(|peak| mib(*peak)),
        ));
        others.add_row([
            operations.to_string(),
            "this".to_owned(),
            ms(time),
            mib(peak),
            "1.00".to_owned(),
            "1.00".to_owned(),
        ]);
        for (peer, best) in peers.iter().zip(best) {
            let cells = match best {
                Some((other, memory)) => [
                    ms(other),
                    mib(memory),
                    format!("{:.2}", other.as_secs_f64() / time.as_secs_f64()),
                    ratio(memory, peak),
                ],
                None => ["failed", "", "", ""].map(str::to_owned),
            };
            others.add_row(
                [operations.to_string(), peer.name.to_owned()]
                    .into_iter()
                    .chain(cells)
                    .collect::<Vec<_>>(),
            );
        }
    }
    for table in [&mut stages, &mut others] {
        table.load_style(comfy_table::presets::ASCII_MARKDOWN);
        for column in table.column_iter_mut().skip(2) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        println!("{table}\n");
    }
}

fn row(operations: usize, lines: &str, size: &str, what: &str, cells: impl Iterator<Item = String>) -> Vec<String> {
    let head = [
        operations.to_string(),
        lines.to_owned(),
        size.to_owned(),
        what.to_owned(),
    ];
    head.into_iter().chain(cells).collect()
}

fn least(one: Option<(Duration, u64)>, other: Option<(Duration, u64)>) -> Option<(Duration, u64)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.min(other.1))),
        (one, other) => one.or(other),
    }
}

fn ms(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

fn mib(bytes: u64) -> String {
    match bytes {
        0 => "-".to_owned(),
        bytes => format!("{}", bytes >> 20),
    }
}

#[allow(clippy::cast_precision_loss, reason = "two digits are shown")]
fn ratio(one: u64, other: u64) -> String {
    match other {
        0 => "-".to_owned(),
        _ => format!("{:.2}", one as f64 / other as f64),
    }
}
