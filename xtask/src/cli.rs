//! The command line.

use clap::{Parser, Subcommand};

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
    /// Generate `bolna-api/src/generated/` from `openapi/`.
    Regen(Regen),
}

#[derive(Debug, clap::Args)]
pub struct Regen {
    /// Write nothing; say what is stale, with a diff, and exit with 1 if anything is.
    #[arg(long)]
    pub check: bool,
}
