//! `cargo xtask`: parses the command line and dispatches.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use document::progress::Progress;
use xtask::cli::{Cli, Command, Inventory, Lint, Observe, Readme, Regen};
use xtask::commands::lint::Denied;
use xtask::commands::regen::Stale;
use xtask::commands::{
    diff, explain, inventory, lint, observe, readme, regen, regen_package, transcribe, update, vendor,
};
use xtask::progress::Line;
use xtask::usage_error::UsageError;
use xtask::workspace;

/// The gate says no, or something is left to decide.
const EXIT_CHECK_FAILED: u8 = 1;
/// Bad input.
const EXIT_ERROR: u8 = 2;

/// What a command prints, and how it ends.
struct CommandOutput {
    /// For standard output.
    results: String,
    /// For standard error.
    reason: Option<String>,
    code: u8,
}

impl CommandOutput {
    fn fine(results: impl ToString) -> Self {
        Self::ended(results, 0)
    }

    fn ended(results: impl ToString, code: u8) -> Self {
        Self {
            results: results.to_string(),
            reason: None,
            code,
        }
    }
}

fn main() -> ExitCode {
    let Cli { command } = Cli::parse();
    let progress = Line::start();
    let result = run(command, &progress);
    drop(progress);
    report(result)
}

fn run(command: Command, progress: &dyn Progress) -> Result<CommandOutput, Box<dyn Error>> {
    match command {
        Command::Regen(options) => run_regen(&options, progress),
        Command::Vendor(options) => {
            let vendored = vendor::run(&root()?, &options, progress)?;
            let code = if vendored.is_open() { EXIT_CHECK_FAILED } else { 0 };
            Ok(CommandOutput::ended(vendored, code))
        }
        Command::Update(options) => {
            let updated = update::run(&root()?, &options, progress)?;
            let code = if updated.is_open() { EXIT_CHECK_FAILED } else { 0 };
            Ok(CommandOutput::ended(updated, code))
        }
        Command::Transcribe(options) => {
            let said = transcribe::run(&root()?, &options.source, &xtask::commands::today().to_string())?;
            Ok(CommandOutput::fine(said))
        }
        Command::Inventory(options) => run_inventory(&options),
        Command::Lint(options) => run_lint(&options, progress),
        Command::Observe(options) => run_observe(&options, progress),
        Command::Readme(options) => run_readme(&options, progress),
        Command::Diff(options) => {
            let here = std::env::current_dir().unwrap_or_default();
            let compared = diff::run(&here, &options, progress)?;
            Ok(CommandOutput {
                results: compared.results,
                code: if compared.reason.is_some() {
                    EXIT_CHECK_FAILED
                } else {
                    0
                },
                reason: compared.reason,
            })
        }
        Command::Explain(options) => Ok(CommandOutput::fine(explain::explain(options.rule.as_deref())?)),
    }
}

fn checked(stale: Stale, fine: String) -> CommandOutput {
    if stale.files.is_empty() {
        CommandOutput::fine(fine)
    } else {
        CommandOutput::ended(stale, EXIT_CHECK_FAILED)
    }
}

fn run_regen(options: &Regen, progress: &dyn Progress) -> Result<CommandOutput, Box<dyn Error>> {
    let overlay = options.subject.overlay.as_deref();
    match (&options.subject.spec, &options.out) {
        (Some(spec), Some(out)) if options.check => {
            let stale = regen_package::check(spec, overlay, out, progress)?;
            Ok(checked(
                stale,
                format!("{} is what {} says", out.display(), spec.display()),
            ))
        }
        (Some(spec), Some(out)) => Ok(CommandOutput::fine(regen_package::write(spec, overlay, out, progress)?)),
        (Some(_), None) => Err(UsageError {
            message: "`--spec` without `--out`: `openapi/` is what `bolna-api` is generated from".to_owned(),
            help: "name the folder for the crate with `--out DIR`".to_owned(),
        }
        .into()),
        _ if options.check => {
            let stale = regen::check(&root()?, progress)?;
            Ok(checked(
                stale,
                format!("{} is what {} says", workspace::GENERATED, workspace::CONTRACT),
            ))
        }
        _ => Ok(CommandOutput::fine(regen::write(&root()?, progress)?)),
    }
}

fn run_readme(options: &Readme, progress: &dyn Progress) -> Result<CommandOutput, Box<dyn Error>> {
    let root = root()?;
    if !options.check {
        return Ok(CommandOutput::fine(readme::write(&root, progress)?));
    }
    let stale = readme::check(&root, progress)?;
    Ok(checked(
        stale,
        format!("{} has the operations of {}", workspace::README, workspace::CONTRACT),
    ))
}

fn run_lint(options: &Lint, progress: &dyn Progress) -> Result<CommandOutput, Box<dyn Error>> {
    let denied = Denied::parse(&options.deny)?;
    let subject = match &options.subject.spec {
        Some(spec) => lint::Target::Elsewhere(spec, options.subject.overlay.as_deref()),
        None => lint::Target::Checkout(&root()?),
    };
    // A note that closes the gate has to be seen.
    let names_rule = options.deny.iter().any(|denied| !denied.eq_ignore_ascii_case("all"));
    let linted = lint::lint(subject, &denied, progress);
    Ok(CommandOutput {
        results: linted.render(options.format, options.notes || names_rule),
        reason: linted.reason(),
        code: match (linted.errors, linted.denied) {
            (0, 0) => 0,
            (0, _) => EXIT_CHECK_FAILED,
            _ => EXIT_ERROR,
        },
    })
}

fn run_observe(options: &Observe, progress: &dyn Progress) -> Result<CommandOutput, Box<dyn Error>> {
    let subject = match &options.subject.spec {
        Some(spec) => lint::Target::Elsewhere(spec, options.subject.overlay.as_deref()),
        None => lint::Target::Checkout(&root()?),
    };
    let report = observe::run(subject, options, progress)?;
    let code = if report.departures == 0 { 0 } else { EXIT_CHECK_FAILED };
    Ok(CommandOutput::ended(report.results, code))
}

fn run_inventory(options: &Inventory) -> Result<CommandOutput, Box<dyn Error>> {
    let root = options.spec.is_none().then(root).transpose()?;
    let subject = match (&options.spec, &root) {
        (Some(spec), _) => inventory::Target::Elsewhere(spec),
        (None, root) => inventory::Target::Checkout(root.as_deref().unwrap_or(Path::new(""))),
    };
    match (options.table, options.check.as_deref()) {
        (_, Some([operations, schemas])) => {
            let checked = inventory::check(subject, [operations, schemas])?;
            Ok(CommandOutput {
                results: checked.to_string(),
                reason: checked.reason(),
                code: if checked.is_same() { 0 } else { EXIT_CHECK_FAILED },
            })
        }
        (Some(table), _) => Ok(CommandOutput::fine(inventory::print(subject, table)?)),
        // The command line asks for one of the two.
        _ => Err(UsageError {
            message: "nothing to do".to_owned(),
            help: "name a table to print, or two to compare with".to_owned(),
        }
        .into()),
    }
}

fn root() -> Result<PathBuf, UsageError> {
    let here = std::env::current_dir().ok();
    here.and_then(|here| workspace::root_of(&here))
        .ok_or_else(|| UsageError {
            message: "no checkout here".to_owned(),
            help: "run the command in the folder that has `Cargo.toml` and `openapi/`, or below it".to_owned(),
        })
}

fn report(result: Result<CommandOutput, Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(CommandOutput { results, reason, code }) => {
            // A reader that has seen enough, `head` for one, closes the pipe: that is no fault of ours to tell.
            if !results.is_empty() {
                let _ = writeln!(anstream::stdout(), "{results}");
            }
            if let Some(reason) = reason {
                let _ = writeln!(anstream::stderr(), "{reason}");
            }
            ExitCode::from(code)
        }
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "{error}");
            ExitCode::from(EXIT_ERROR)
        }
    }
}
