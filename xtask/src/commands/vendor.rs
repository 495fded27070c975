//! `cargo xtask vendor`: from what is published to the contract.

use std::fmt;
use std::io;
use std::path::Path;

use crate::cli;
use crate::comparison::{self, Contract, Origin};
use crate::http::Client;
use crate::workspace::{self, CONTRACT, OVERLAY, PROVENANCE};
use diff::gate::Gate;
use diff::render::{Format, Shown};
use diff::verdict::Verdict;
use document::Input;
use document::finding::Failure;
use document::progress::Progress;
use intake::fetch::Fetch;
use intake::gather::{self, Rim};
use intake::{Before, Plan};

/// What `vendor` did, or would do.
#[derive(Debug)]
pub struct Vendored {
    plan: Plan,
    /// The files that differ.
    files: Vec<&'static str>,
    dry_run: bool,
    /// What that means for callers and dependents; absent when there was no contract before, or when it says the same.
    diff: Option<String>,
}

/// Takes the sources of `options` into the contract below `root`. `progress` hears how many of how many URLs are
/// fetched, and what comes behind that.
///
/// # Errors
///
/// A source cannot be had or is not what it should be, or the files cannot be written. No file was changed then.
pub fn run(root: &Path, options: &cli::Vendor, progress: &dyn Progress) -> Result<Vendored, Failure> {
    let client = Client::new(options.timeout);
    let rim = Rim {
        read: &|path| workspace::read_given(Path::new(""), path),
        input: &mut io::stdin().lock(),
        fetch: &client as &dyn Fetch,
        progress,
    };
    progress.begin("fetching");
    let gathered = gather::gather(&options.sources, rim)?;
    let before = Before {
        contract: workspace::read_if_there(root, CONTRACT)?,
        provenance: workspace::read_if_there(root, PROVENANCE)?,
    };
    let plan = intake::plan(&before, &gathered, &super::today().to_string())?;

    let files = [
        (CONTRACT, plan.contract.as_str(), before.contract.as_ref()),
        (PROVENANCE, plan.provenance.as_str(), before.provenance.as_ref()),
    ];
    let changed: Vec<(&'static str, &str)> = (files.into_iter())
        .filter(|(_, text, old)| old.map(|old| old.bytes.as_slice()) != Some(text.as_bytes()))
        .map(|(name, text, _)| (name, text))
        .collect();
    if !options.dry_run {
        workspace::replace_files(root, &changed)?;
    }
    let files = changed.into_iter().map(|(name, _)| name).collect();
    let dry_run = options.dry_run;
    let diff = match before.contract {
        Some(old) if plan.changes.anything => Some(diff(root, old, &plan, progress)?),
        _ => None,
    };
    Ok(Vendored {
        plan,
        files,
        dry_run,
        diff,
    })
}

/// What the contract says now, against what it said.
fn diff(root: &Path, old: Input, plan: &Plan, progress: &dyn Progress) -> Result<String, Failure> {
    let side = |name: &str, bytes: Vec<u8>| -> Result<Contract, Failure> {
        let name = name.to_owned();
        Ok(Contract {
            document: Input { name, bytes },
            overlay: workspace::read_if_there(root, OVERLAY)?,
            origin: Origin::Own,
            version: super::diff::version_of(root)?,
        })
    };
    let base = side(&format!("before:{CONTRACT}"), old.bytes)?;
    let revision = side(CONTRACT, plan.contract.clone().into_bytes())?;
    let report = comparison::report(&base, &revision, true, progress)?;
    Ok(Format::Text.render(Shown {
        report: &report,
        verdict: &Verdict::of(&report),
        gate: &Gate::default(),
    }))
}

impl fmt::Display for Vendored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.plan.changes)?;
        self.plan.notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
        if let Some(diff) = &self.diff {
            writeln!(f, "\n{diff}\n")?;
        }
        match (self.files.as_slice(), self.dry_run) {
            ([], _) => write!(f, "no file changed"),
            (files, true) => write!(f, "would write {}; nothing was written", files.join(" and ")),
            (files, false) if files.contains(&CONTRACT) => {
                write!(f, "wrote {}; now run `{}`", files.join(" and "), super::regen::COMMAND)
            }
            (files, false) => write!(f, "wrote {}", files.join(" and ")),
        }
    }
}
