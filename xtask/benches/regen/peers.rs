//! Other generators, as child processes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A generator that may be installed.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    binary: &'static str,
    /// Arguments; `{spec}`, `{lowered}` and `{out}` are replaced.
    arguments: &'static [&'static str],
}

pub(crate) const ALL: &[Peer] = &[
    Peer {
        name: "cargo-progenitor (lowered beforehand)",
        binary: "cargo-progenitor",
        arguments: &[
            "progenitor",
            "--input",
            "{lowered}",
            "--output",
            "{out}",
            "--name",
            "peer",
            "--version",
            "0.1.0",
            "--interface",
            "builder",
        ],
    },
    Peer {
        name: "openapi-to-rust (as it is)",
        binary: "openapi-to-rust",
        arguments: &["generate", "{spec}", "--output-dir", "{out}"],
    },
];

impl Peer {
    pub(crate) fn is_installed(&self) -> bool {
        let asked = Command::new(self.binary)
            .arg("--help")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if asked.is_err() {
            eprintln!("{} is not on the path: left out", self.binary);
        }
        asked.is_ok()
    }

    /// Time and memory of a run; `None` when it fails.
    pub(crate) fn run(&self, spec: &Path, lowered: &Path, folder: &Path) -> Option<(Duration, u64)> {
        let out = folder.join("out");
        let _ = fs::remove_dir_all(&out);
        let mut command = Command::new(self.binary);
        command.current_dir(folder);
        for argument in self.arguments {
            command.arg(match *argument {
                "{spec}" => spec.as_os_str(),
                "{lowered}" => lowered.as_os_str(),
                "{out}" => out.as_os_str(),
                other => other.as_ref(),
            });
        }
        let (_, time, peak) = timed(&mut command)?;
        Some((time, peak))
    }
}

/// Runs a command under `time`, which asks the kernel for the most memory that it held: what it printed, how long it
/// took, and the bytes, 0 where there is no such program.
pub(crate) fn timed(command: &mut Command) -> Option<(String, Duration, u64)> {
    let report = tempfile::NamedTempFile::new().ok()?;
    let time = Path::new("/usr/bin/time");
    let mut wrapped = if time.exists() {
        let mut wrapped = Command::new(time);
        wrapped
            .args(["-f", "%M", "-o"])
            .arg(report.path())
            .arg(command.get_program());
        wrapped
    } else {
        Command::new(command.get_program())
    };
    wrapped.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        wrapped.current_dir(folder);
    }
    let begin = Instant::now();
    let output = wrapped.stderr(Stdio::null()).output().ok()?;
    let took = begin.elapsed();
    let kib: u64 = fs::read_to_string(report.path())
        .ok()?
        .trim()
        .parse()
        .unwrap_or_default();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some((text, took, kib << 10))
}
