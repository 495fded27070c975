//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

use diff::{self, gate::FailOn};
use document::report::Format;

/// The pipeline from Bolna's published API description to the generated client.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "Exit codes: 0 fine, 1 the gate says no or something is left to decide, 2 bad input. Results go to standard output, the rest to standard error."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate `bolna-api/src/generated/` from `openapi/`; or, with `--spec` and `--out`, a crate from any document.
    Regen(Regen),
    /// Take what Bolna publishes into `openapi/`.
    ///
    /// The operation of a published page is added to `openapi/bolna.yaml` or replaced there, with the components that come
    /// with it; a whole OpenAPI document replaces the contract. Components that nothing reaches any more are removed.
    /// `openapi/provenance.toml` says afterwards where each operation came from. Every other line of the files stays as it
    /// is, and when anything is wrong nothing is written. It ends with what `diff` says about the change.
    #[command(after_long_help = VENDOR_EXAMPLES)]
    Vendor(Vendor),
    /// Do all that follows from what Bolna publishes, and say what is left for a person to decide.
    ///
    /// It takes the sources as `vendor` does, applies the overlay, generates the client as `regen` does, and writes the table
    /// of the README. All of it is written at the end, or nothing: while a page of the index cannot be taken, or `regen` would
    /// refuse the contract, no file is touched. Each thing that is left has the command to run, or what to write; run the command
    /// again after each. The exit code is 0 when nothing is left, 1 when something is, 2 on bad input.
    #[command(after_long_help = UPDATE_EXAMPLES)]
    Update(Update),
    /// Take note of operations that a person wrote into `openapi/bolna.yaml`.
    ///
    /// For operations of which no page can be had. Each one that `openapi/provenance.toml` does not have, or has as
    /// transcribed and with another digest, is written down with its source and today's date. An operation that is said to
    /// be published, and was changed, is an error.
    Transcribe(Transcribe),
    /// Say everything that the pipeline finds, where it is and what was done about it. Writes nothing.
    Lint(Lint),
    /// Print the operations or the schemas of the contract as a table, or hold the contract against such tables.
    ///
    /// The contract is taken as published: the overlay is not applied. A table has one row a line, with tabs between the
    /// fields: method, path, flags and statuses of each operation; place, type, `required` and constraints of each
    /// parameter, body, response and component, with everything inside. Prose and examples are not in it.
    #[command(after_long_help = INVENTORY_EXAMPLES)]
    Inventory(Inventory),
    /// Write the table of resources and operations into `README.md`, as the contract with its overlay has them.
    Readme(Readme),
    /// Say what changed between two contracts: for callers on the wire, and for dependents of the generated crate.
    ///
    /// A contract is a file, or a git revision of `openapi/`; the last commit and the working tree when nothing is named. A
    /// contract with an `overlay.yaml` beside it is compared as that corrects it. A file without one is corrected by that of the
    /// other side, so that no correction looks like a change; the report says so. Where an overlay does not apply, both are
    /// compared as published, and the report says that. What it means in Rust is taken from
    /// the crates that are generated from both, which takes as long as generating them.
    ///
    /// The gate is closed, with exit code 1, by what `--fail-on` names, but for what `openapi/accepted.toml` accepts, and by
    /// an entry there that accepts nothing or has ended.
    #[command(after_long_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Hold recorded answers against the contract, corrected by its overlay: what they have and it lacks.
    ///
    /// A recording is a HAR 1.2 of a browser or a proxy (`.har`), or has one JSON object a line, with `method`, `path` or
    /// `url`, `status` and `body`. Said are operations, statuses, media types, properties, values of enums, nulls and types
    /// that the contract lacks, with their counts and places, and the overlay actions that would say them. Answers of other hosts
    /// than the contract's servers are counted and skipped; headers and requests are not read.
    ///
    /// What could be personal is not printed: a value only where the contract has an enum, and only when it is a word of a
    /// vocabulary, `[a-z][a-z0-9_-]{0,31}` without a run of four digits; the name of a property by the same rule, in which
    /// capitals count as letters; a segment of an unknown path only when it has no digit besides. Keys of maps are never printed.
    ///
    /// Exit code 1 says that the contract lacks something; 2, that a recording cannot be read, with all its broken lines.
    Observe(Observe),
    /// Say what a finding means, with an example; without a rule, list all rules.
    Explain(Explain),
}

#[derive(Debug, clap::Args)]
pub struct Regen {
    #[command(flatten)]
    pub subject: SpecArguments,
    /// The folder to write the crate into: absent, empty, or written by a former run.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// Write nothing; say what is stale, with a diff, and exit with 1 if anything is.
    #[arg(long)]
    pub check: bool,
}

/// Which document: that of the checkout, or any other.
#[derive(Debug, clap::Args)]
pub struct SpecArguments {
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
    pub subject: SpecArguments,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// List each note in text, and do not only count notes by their rules. The other formats always have them.
    #[arg(long, alias = "verbose")]
    pub notes: bool,
    /// Exit with 1 when something is found by this rule; `all` stands for every warning. A note counts only when its rule is
    /// named. An error always ends with 2. May be given several times.
    #[arg(long, value_name = "RULE|all")]
    pub deny: Vec<String>,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  cargo xtask diff                                   what the working tree changes
  cargo xtask diff main HEAD --fail-on breaking      what a branch changes, as a gate
  cargo xtask diff v0.1.0                            what changed since a tag
  cargo xtask diff old.yaml new.json --no-rust       two documents, for callers alone
  cargo xtask diff --format html --output diff.html  a page to read";

#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The contract that callers know: a file, a git revision of `openapi/bolna.yaml`, or `REVISION:PATH`.
    #[arg(value_name = "BASE", default_value = "HEAD")]
    pub base: String,
    /// The contract as it shall be, named in the same way; the working tree when absent.
    #[arg(value_name = "REVISION")]
    pub revision: Option<String>,
    /// How to print the report.
    #[arg(long, value_enum, default_value_t)]
    pub format: diff::render::Format,
    /// Exit with 1 when something at least as bad as this is found and not accepted.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Write the report into this file; its summary goes to standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Compare the documents alone: nothing is generated, and nothing is said about Rust.
    #[arg(long)]
    pub no_rust: bool,
    /// Correct both documents by this overlay, in place of those that stand beside them.
    #[arg(long, value_name = "FILE", conflicts_with = "no_overlay")]
    pub overlay: Option<PathBuf>,
    /// Compare the documents as published, without their overlays.
    #[arg(long)]
    pub no_overlay: bool,
    /// The list of accepted findings, in place of `openapi/accepted.toml`, which holds for the contract of the checkout
    /// only.
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Readme {
    /// Write nothing; say what is stale, with a diff, and exit with 1 if it is.
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The id of a rule, as `lint` and `diff` print it in brackets; small letters will do.
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Transcribe {
    /// What they were written from, in a few words, for example the name and the day of a table of facts.
    #[arg(value_name = "SOURCE", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub source: String,
}

const INVENTORY_EXAMPLES: &str = "\
Examples:
  cargo xtask inventory operations                    all operations, one a line
  cargo xtask inventory schemas > schemas.tsv         all schemas, to compare with later
  cargo xtask inventory --check operations.tsv schemas.tsv
  cargo xtask inventory --check operations.tsv schemas.tsv --spec other.json

With `--check`, the order of rows does not matter; the exit code is 0 when all are the same, 1 when any is missing, added or
different, and 2 when a file cannot be read.";

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["table", "check"])))]
pub struct Inventory {
    /// Which table to print.
    #[arg(value_enum, value_name = "TABLE")]
    pub table: Option<Listed>,
    /// Say row by row what is missing, added or different, compared with these two files.
    #[arg(long, num_args = 2, value_names = ["OPERATIONS.tsv", "SCHEMAS.tsv"])]
    pub check: Option<Vec<PathBuf>>,
    /// An OpenAPI document, relative to the current folder, in place of `openapi/bolna.yaml`.
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
}

/// A table of an inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Listed {
    /// Method, path, flags and statuses.
    Operations,
    /// Place, type, whether it is required, and constraints.
    Schemas,
}

#[derive(Debug, clap::Args)]
pub struct Observe {
    /// Recordings, relative to the current folder.
    #[arg(required = true, value_name = "FILE.har|FILE.jsonl")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub subject: SpecArguments,
    /// How to print the report.
    #[arg(long, value_enum, default_value_t)]
    pub format: ObserveFormat,
}

/// A format of what `observe` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ObserveFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

const VENDOR_EXAMPLES: &str = "\
Examples:
  cargo xtask vendor list-sip-trunks.md             a page that was saved
  cargo xtask vendor a.md b.md --dry-run            what two pages would change
  cargo xtask vendor openapi.json                   a whole document, in place of the contract
  cargo xtask vendor https://www.bolna.ai/docs/llms.txt
  curl -s https://example.com/page.md | cargo xtask vendor -

`SOURCE_DATE_EPOCH`, in seconds, takes the place of the clock for the date in `openapi/provenance.toml`.";

#[derive(Debug, clap::Args)]
pub struct Vendor {
    /// A published page (Markdown with one OpenAPI document in a fence), an OpenAPI document (YAML or JSON), an `https` URL
    /// of either or of an `llms.txt`, or `-` for standard input.
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<String>,
    /// Write nothing; say what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Write what can be taken although a page of an index cannot, or although `regen` would refuse the contract then. The
    /// exit code is 1 all the same.
    #[arg(long)]
    pub keep_going: bool,
    /// The sources are all that is published: name the operations that have no page any more.
    #[arg(long)]
    pub complete: bool,
    /// List changes of nothing but prose one by one, and do not only count them.
    #[arg(long, alias = "notes")]
    pub verbose: bool,
    /// How long one request may take, its answer included.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
}

const UPDATE_EXAMPLES: &str = "\
Examples:
  cargo xtask update                                 from the index of Bolna's documentation
  cargo xtask update --dry-run                       what it would write, and what would be left
  cargo xtask update list.md get.md --complete       from all pages, saved before
  cargo xtask update --keep-going                    what can be taken; the rest is named

`SOURCE_DATE_EPOCH`, in seconds, takes the place of the clock for the date in `openapi/provenance.toml`.";

#[derive(Debug, clap::Args)]
pub struct Update {
    /// What `vendor` takes; `https://www.bolna.ai/docs/llms.txt` when absent.
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<String>,
    /// Write nothing; say what would be written, and what would be left.
    #[arg(long)]
    pub dry_run: bool,
    /// Write what can be taken although something is left that keeps the update from being whole.
    #[arg(long)]
    pub keep_going: bool,
    /// The sources are all that is published, as an index always is: name the operations that have no page any more.
    #[arg(long)]
    pub complete: bool,
    /// List changes of nothing but prose one by one, and do not only count them.
    #[arg(long, alias = "notes")]
    pub verbose: bool,
    /// How long one request may take, its answer included.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    if duration.is_zero() {
        Err("must be greater than zero".to_owned())
    } else {
        Ok(duration)
    }
}
