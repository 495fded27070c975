//! `cargo xtask vendor`: from what is published to the contract.

use std::fmt;
use std::io;
use std::path::Path;

use crate::cli;
use crate::finding::Failure;
use crate::vendor::fetch::Fetch;
use crate::vendor::gather::{self, Rim};
use crate::vendor::http::Client;
use crate::vendor::{self, Before, Plan};
use crate::workspace::{self, CONTRACT, PROVENANCE};

/// What `vendor` did, or would do.
#[derive(Debug)]
pub struct Vendored {
    plan: Plan,
    /// The files that differ.
    files: Vec<&'static str>,
    dry_run: bool,
}

/// Takes the sources of `options` into the contract below `root`. `watch` is told how many of how many URLs are fetched.
///
/// # Errors
///
/// A source cannot be had or is not what it should be, or the files cannot be written. No file was changed then.
pub fn run(root: &Path, options: &cli::Vendor, watch: &(dyn Fn(usize, usize) + Sync)) -> Result<Vendored, Failure> {
    let client = Client::new(options.timeout);
    let rim = Rim {
        here: Path::new(""),
        input: &mut io::stdin().lock(),
        fetch: &client as &dyn Fetch,
        watch,
    };
    let gathered = gather::gather(&options.sources, rim)?;
    let before = Before {
        contract: workspace::read_if_there(root, CONTRACT)?,
        provenance: workspace::read_if_there(root, PROVENANCE)?,
    };
    let plan = vendor::plan(&before, &gathered, &super::today().to_string())?;

    let files = [
        (CONTRACT, plan.contract.as_str(), before.contract),
        (PROVENANCE, plan.provenance.as_str(), before.provenance),
    ];
    let changed: Vec<(&'static str, &str)> = (files.into_iter())
        .filter(|(_, text, old)| old.as_ref().map(|old| old.bytes.as_slice()) != Some(text.as_bytes()))
        .map(|(name, text, _)| (name, text))
        .collect();
    if !options.dry_run {
        workspace::replace_files(root, &changed)?;
    }
    let files = changed.into_iter().map(|(name, _)| name).collect();
    let dry_run = options.dry_run;
    Ok(Vendored { plan, files, dry_run })
}

impl fmt::Display for Vendored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.plan.changes)?;
        self.plan.notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
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
