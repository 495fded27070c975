//! `cargo xtask diff`: what changed between two contracts.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli;
use crate::comparison::{self, Contract, Origin};
use crate::git;
use crate::usage_error::UsageError;
use crate::workspace::{self, ACCEPTED, CONTRACT};
use diff::accepted::Accepted;
use diff::gate::Gate;
use diff::render::{Format, Shown};
use diff::verdict::Verdict;
use document::Input;
use document::finding::Failure;
use document::progress::Progress;

/// What `diff` has to say.
#[derive(Debug)]
pub struct Compared {
    /// The report; its summary, when the report went into a file.
    pub results: String,
    /// Why the gate is closed.
    pub reason: Option<String>,
}

/// The name of the corrections of a contract, in its folder.
const OVERLAY: &str = "overlay.yaml";

/// Compares the contracts that `options` name, relative to the folder `here`.
///
/// # Errors
///
/// One cannot be had or read, or the list of accepted findings is not valid, or the report cannot be written.
pub fn run(here: &Path, options: &cli::Diff, progress: &dyn Progress) -> Result<Compared, Box<dyn Error>> {
    let root = workspace::root_of(here);
    let mut base = named(here, root.as_deref(), &options.base)?;
    let mut revision = match &options.revision {
        Some(name) => named(here, root.as_deref(), name)?,
        None => working_tree(root.as_deref())?,
    };
    if options.no_overlay {
        (base.contract.overlay, revision.contract.overlay) = (None, None);
    } else if let Some(path) = &options.overlay {
        for side in [&mut base, &mut revision] {
            let (overlay, _) = workspace::read_elsewhere(path, None)?;
            (side.contract.overlay, side.contract.origin) = (Some(overlay), Origin::Named);
        }
    } else {
        base.borrow_overlay(&revision);
        revision.borrow_overlay(&base);
    }
    let of_checkout = base.of_checkout || revision.of_checkout;
    let accepted = accepted(options.accepted.as_deref(), root.as_deref().filter(|_| of_checkout))?;

    let mut report = comparison::report(&base.contract, &revision.contract, !options.no_rust, progress)?;
    let stale = accepted.apply(&mut report, super::today());
    let gate = Gate::new(options.fail_on, &report, stale);
    let verdict = Verdict::from_report(&report);
    let shown = Shown {
        report: &report,
        verdict: &verdict,
        gate: &gate,
        is_verbose: true,
    };
    let rendered = options.format.render(shown);
    let results = match &options.output {
        None => rendered,
        Some(path) => {
            // As a terminal would get it whose colours are off.
            let plain = match options.format {
                Format::Text => anstream::adapter::strip_str(&rendered).to_string(),
                _ => rendered,
            };
            write(path, &plain)?;
            format!("{}; wrote {}", shown.summary(), path.display())
        }
    };
    Ok(Compared {
        results,
        reason: gate.is_closed().then(|| format!("error: {}", gate.reason())),
    })
}

/// A contract, and whether it is that of the checkout.
struct Found {
    contract: Contract,
    of_checkout: bool,
    /// Whether it is a file, of which nobody knows what it was before. The commits of a checkout have the overlay that they
    /// had, or none: an overlay that is new is a change.
    is_file: bool,
}

impl Found {
    /// Takes the overlay of `other` for a file that has none: a correction on one side alone would look like a change.
    fn borrow_overlay(&mut self, other: &Self) {
        if self.is_file && self.contract.overlay.is_none() && other.contract.origin == Origin::Own {
            self.contract.overlay.clone_from(&other.contract.overlay);
            self.contract.origin = Origin::Lent;
        }
    }
}

fn named(here: &Path, root: Option<&Path>, name: &str) -> Result<Found, Box<dyn Error>> {
    if here.join(name).exists() {
        return Ok(from_file(here, root, name)?);
    }
    let root = root.ok_or_else(|| UsageError {
        message: format!(
            "`{}` is no file, and there is no checkout here",
            document::finding::clean(name)
        ),
        help: "name two files, or run the command in the folder that has `Cargo.toml` and `openapi/`, or below it"
            .to_owned(),
    })?;
    // A path of Windows has a colon behind its drive, and is there or is no contract.
    let (revision, path) = name.split_once(':').unwrap_or((name, CONTRACT));
    let commit = git::commit(root, revision)?;
    // A hash is as good with twelve digits, and can be read.
    let shown = if revision == commit {
        commit.get(..12).unwrap_or(revision)
    } else {
        revision
    };
    let read = |path: &str| -> Result<Option<Input>, Failure> {
        let bytes = git::file(root, &commit, path)?;
        let name = format!("{shown}:{path}");
        Ok(bytes.map(|bytes| Input { name, bytes }))
    };
    let document = read(path)?.ok_or_else(|| git::missing(&format!("{revision}:{path}")))?;
    let overlay = match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{OVERLAY}"),
        None => OVERLAY.to_owned(),
    };
    let manifest = read("Cargo.toml")?;
    let contract = Contract {
        document,
        overlay: read(&overlay)?,
        origin: Origin::Own,
        version: manifest.and_then(|manifest| version(&manifest.bytes)),
    };
    Ok(Found {
        contract,
        of_checkout: true,
        is_file: false,
    })
}

fn working_tree(root: Option<&Path>) -> Result<Found, Box<dyn Error>> {
    let root = root.ok_or_else(|| UsageError {
        message: "no checkout here, whose contract could be the revision".to_owned(),
        help: "name two files, or run the command in the folder that has `Cargo.toml` and `openapi/`, or below it"
            .to_owned(),
    })?;
    let contract = Contract {
        document: workspace::read(root, CONTRACT)?,
        overlay: workspace::read_if_there(root, workspace::OVERLAY)?,
        origin: Origin::Own,
        version: version_of(root)?,
    };
    Ok(Found {
        contract,
        of_checkout: true,
        is_file: false,
    })
}

fn from_file(here: &Path, root: Option<&Path>, name: &str) -> Result<Found, Failure> {
    let read = |path: &str| -> Result<Input, Failure> {
        let bytes = workspace::read_given(here, path)?;
        let name = path.to_owned();
        Ok(Input { name, bytes })
    };
    let document = read(name)?;
    let beside = Path::new(name).with_file_name(OVERLAY);
    let overlay = if here.join(&beside).is_file() && !same(&here.join(name), &here.join(&beside)) {
        Some(read(&beside.to_string_lossy())?)
    } else {
        None
    };
    let of_checkout = root.is_some_and(|root| same(&here.join(name), &root.join(CONTRACT)));
    let contract = Contract {
        document,
        overlay,
        origin: Origin::Own,
        version: None,
    };
    Ok(Found {
        contract,
        of_checkout,
        is_file: true,
    })
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The version that the crates of the checkout have.
pub(super) fn version_of(root: &Path) -> Result<Option<String>, Failure> {
    let manifest = workspace::read_if_there(root, "Cargo.toml")?;
    Ok(manifest.and_then(|manifest| version(&manifest.bytes)))
}

/// The version that the crates of a workspace have.
fn version(manifest: &[u8]) -> Option<String> {
    let manifest: toml::Table = toml::from_str(std::str::from_utf8(manifest).ok()?).ok()?;
    let version = manifest.get("workspace")?.get("package")?.get("version")?;
    version.as_str().map(str::to_owned)
}

fn accepted(given: Option<&Path>, root: Option<&Path>) -> Result<Accepted, Failure> {
    let input = match (given, root) {
        (Some(path), _) => Some(workspace::read_elsewhere(path, None)?.0),
        (None, Some(root)) => workspace::read_if_there(root, ACCEPTED)?,
        (None, None) => None,
    };
    let Some(input) = input else {
        return Ok(Accepted::default());
    };
    Accepted::read(&input)
}

fn write(path: &PathBuf, text: &str) -> Result<(), UsageError> {
    fs::write(path, format!("{text}\n")).map_err(|error| UsageError {
        message: format!("cannot write {}: {}", path.display(), workspace::plain(&error)),
        help: "name a file in a folder that is there and that can be written".to_owned(),
    })
}
