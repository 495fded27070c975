//! `cargo xtask`: parses the command line and dispatches.

use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{eprintln, println};
use clap::Parser;
use xtask::cli::{Cli, Command};
use xtask::commands::{regen, vendor};
use xtask::finding::Failure;
use xtask::progress::Progress;
use xtask::workspace;

/// The gate says no.
const NO: u8 = 1;
/// Bad input.
const BAD: u8 = 2;

fn main() -> ExitCode {
    let Cli { command } = Cli::parse();
    let Some(root) = root() else {
        eprintln!(
            "error: no checkout here\n help: run the command in the folder that has `Cargo.toml` and `openapi/`, or below it"
        );
        return ExitCode::from(BAD);
    };
    let progress = Progress::start();
    let watch = |stage| progress.stage(stage);
    let result = match command {
        Command::Regen(options) if options.check => {
            regen::check(&root, &watch).map(|stale| match stale.files.is_empty() {
                true => (
                    format!("{} is what {} says", workspace::GENERATED, workspace::CONTRACT),
                    0,
                ),
                false => (stale.to_string(), NO),
            })
        }
        Command::Regen(_) => regen::write(&root, &watch).map(|written| (written.to_string(), 0)),
        Command::Vendor(options) => {
            let watch = |done, all| progress.count("fetching", done, all);
            vendor::run(&root, &options, &watch).map(|vendored| (vendored.to_string(), 0))
        }
    };
    drop(progress);
    report(result)
}

fn root() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    workspace::root_of(&here)
}

fn report(result: Result<(String, u8), Failure>) -> ExitCode {
    match result {
        Ok((said, code)) => {
            println!("{said}");
            ExitCode::from(code)
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(BAD)
        }
    }
}
