//! The pipeline of this project, stage by stage.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use document::Input;
use document::progress::{Progress, Silent};

/// The stages of a run, and all of them.
pub(crate) const STAGES: [&str; 6] = ["load", "overlay", "lower", "generate", "harden", "print"];

/// What a run took: for each stage, and for all.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) times: Vec<Duration>,
    /// Bytes; 0 where the system does not tell.
    pub(crate) peaks: Vec<u64>,
    /// Lines of what was generated.
    pub(crate) lines: u64,
}

impl Measured {
    /// The smaller of each.
    pub(crate) fn least(&self, other: &Self) -> Self {
        Self {
            times: self
                .times
                .iter()
                .zip(&other.times)
                .map(|(one, other)| *one.min(other))
                .collect(),
            peaks: self
                .peaks
                .iter()
                .zip(&other.peaks)
                .map(|(one, other)| *one.min(other))
                .collect(),
            lines: self.lines,
        }
    }
}

/// When each stage began, and the peak before it.
#[derive(Default)]
struct Marks(Mutex<Vec<(Instant, u64)>>);

impl Progress for Marks {
    fn begin(&self, _stage: &'static str) {
        let peak = take_peak();
        self.0.lock().expect("no panic").push((Instant::now(), peak));
    }
}

/// Runs the pipeline on `spec` in this process; the numbers of a [`Measured`] in a line.
pub(crate) fn here(spec: &Path) -> String {
    let input = read(spec);
    let marks = Marks::default();
    let begin = Instant::now();
    let output = generate::generate(&input, None, "api.json", &marks).expect("a sound document");
    let (end, last) = (Instant::now(), take_peak());
    let marks = marks.0.into_inner().expect("no panic");
    let ends = marks.iter().skip(1).copied().chain([(end, last)]);
    let mut numbers: Vec<u128> = Vec::new();
    let mut peaks: Vec<u64> = Vec::new();
    for ((start, _), (end, peak)) in marks.iter().zip(ends) {
        numbers.push(end.duration_since(*start).as_micros());
        peaks.push(peak);
    }
    numbers.push(end.duration_since(begin).as_micros());
    peaks.push(peaks.iter().copied().max().unwrap_or_default());
    let lines: usize = output.files.values().map(|text| text.lines().count()).sum();
    numbers.extend(peaks.into_iter().map(u128::from));
    numbers.push(lines as u128);
    numbers.iter().map(u128::to_string).collect::<Vec<_>>().join(" ")
}

/// The same in a process of its own, and what that took as a whole.
pub(crate) fn apart(spec: &Path) -> (Measured, Duration, u64) {
    let this = std::env::current_exe().expect("a path");
    let mut command = Command::new(this);
    command.arg("--measure").arg(spec);
    let (output, time, _) = crate::peers::timed(&mut command).expect("a run of the pipeline");
    let numbers: Vec<u64> = output
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    let count = STAGES.len() + 1;
    let measured = Measured {
        times: numbers
            .iter()
            .take(count)
            .map(|micros| Duration::from_micros(*micros))
            .collect(),
        peaks: numbers.iter().skip(count).take(count).copied().collect(),
        lines: numbers.last().copied().unwrap_or_default(),
    };
    // The peak is reset by the stages, so that the kernel's account for the parent is too low: theirs counts.
    let peak = measured.peaks.iter().copied().max().unwrap_or_default();
    (measured, time, peak)
}

/// The document as a generator that takes OpenAPI 3.0 only wants it.
pub(crate) fn lowered(spec: &Path) -> String {
    let corrected = lower::correct(&read(spec), None, &Silent).expect("a sound document");
    let lowered = lower::lower(corrected, &Silent).expect("a sound document");
    lowered.document.value.to_string()
}

fn read(spec: &Path) -> Input {
    Input {
        name: "api.json".to_owned(),
        bytes: fs::read(spec).expect("a file"),
    }
}

/// The most memory that this process held since the last call (proc(5), `VmHWM` and `clear_refs`).
fn take_peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    let _ = fs::write("/proc/self/clear_refs", "5");
    kib.unwrap_or_default() << 10
}
