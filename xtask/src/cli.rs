//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::report::Format;

/// The pipeline from Bolna's published API description to the generated client.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "Exit codes: 0 fine, 1 the gate says no, 2 bad input. Results go to standard output, the rest to standard error."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate `bolna-api/src/generated/` from `openapi/`; or, with `--spec` and `--out`, a crate from any document.
    Regen(Regen),
    /// Say everything that the pipeline finds, where it is and what was done about it. Writes nothing.
    Lint(Lint),
    /// Say what a finding means, with an example; without a code, list all codes.
    Explain(Explain),
}

#[derive(Debug, clap::Args)]
pub struct Regen {
    #[command(flatten)]
    pub subject: Subject,
    /// The folder to write the crate into: absent, empty, or written by a former run.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// Write nothing; say what is stale, with a diff, and exit with 1 if anything is.
    #[arg(long)]
    pub check: bool,
}

/// Which document: that of the checkout, or any other.
#[derive(Debug, clap::Args)]
pub struct Subject {
    /// An OpenAPI document, relative to the current folder, in place of `openapi/bolna.yaml` with its overlay.
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// An overlay to apply to it.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub overlay: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Lint {
    #[command(flatten)]
    pub subject: Subject,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Exit with 1 when this code occurs; `all` stands for every warning. A note counts only when its code is named. An
    /// error always ends with 2. May be given several times.
    #[arg(long, value_name = "CODE|all")]
    pub deny: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The code, as `lint` prints it in brackets; small letters will do.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}
