//! Files of the checkout as they are in a revision, by the `git` command.

use std::io;
use std::path::Path;
use std::process::{Command, Output};

use document::finding::{Failure, Finding, clean};
use document::rule::Rule;

document::rules! {
    /// Every rule of this file.
    pub const RULES: &[&Rule];

    static NO_GIT: Rule = Rule {
        id: "R001",
        title: "the git command cannot be run",
        explanation: "A revision of the contract is read with the `git` command, which has to be installed and in the `PATH`. Two files \
                      can be compared without it.",
        example: "cargo xtask diff old.yaml new.yaml      # needs no git",
    };

    static NO_REPOSITORY: Rule = Rule {
        id: "R002",
        title: "the checkout is not a git repository",
        explanation: "A revision was asked for, or the last commit because nothing was named, and the folder is no git repository, as one \
                      that was unpacked from an archive. Name two files.",
        example: "cargo xtask diff old.yaml openapi/bolna.yaml",
    };

    static UNKNOWN: Rule = Rule {
        id: "R003",
        title: "neither a file nor a revision",
        explanation: "A contract is named by a file that is there, or by anything that git knows as a commit: a hash, a branch, a tag, \
                      `HEAD~3`. A shallow clone does not have older commits; fetch them first.",
        example: "cargo xtask diff v0.1.0 mian      # misspelt",
    };

    static NOT_IN_REVISION: Rule = Rule {
        id: "R004",
        title: "the revision does not have the file",
        explanation: "The commit is there, and the contract is not in it under this path. Name a later one, or the path that it had as \
                      `REVISION:PATH`.",
        example: "cargo xtask diff v0.1.0:openapi/old-name.yaml",
    };
}

/// The hash of the commit that `revision` names.
///
/// # Errors
///
/// There is no such commit, or no repository, or no git.
pub fn commit(root: &Path, revision: &str) -> Result<String, Failure> {
    let inside = run(root, revision, &["rev-parse", "--git-dir"])?;
    if !inside.status.success() {
        let remedy = "name two files, or run the command in a clone";
        return Err(refuse(&NO_REPOSITORY, revision, "this is not a git repository", remedy));
    }
    let remedy = "check the name; `git log --oneline -- openapi` lists the commits that changed the contract";
    let unknown = || {
        let message = format!("`{}` is neither a file nor a revision that git knows", clean(revision));
        refuse(&UNKNOWN, revision, &message, remedy)
    };
    // Whatever begins with a dash would be an option.
    if revision.is_empty() || revision.starts_with('-') {
        return Err(unknown());
    }
    let found = run(
        root,
        revision,
        &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")],
    )?;
    if found.status.success() {
        Ok(String::from_utf8_lossy(&found.stdout).trim().to_owned())
    } else {
        Err(unknown())
    }
}

/// The file `path`, relative to `root`, in the commit with this hash; `None` when it is not there.
///
/// # Errors
///
/// git cannot be run.
pub fn file(root: &Path, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
    let shown = run(root, commit, &["cat-file", "blob", &format!("{commit}:./{path}")])?;
    Ok(shown.status.success().then_some(shown.stdout))
}

/// Whether anything at `paths` below `root` is not as the last commit has it; `None` where that is no repository, or
/// there is no git.
#[must_use]
pub fn is_changed(root: &Path, paths: &[&str]) -> Option<bool> {
    let arguments = [&["status", "--porcelain", "--"], paths].concat();
    let listed = run(root, "the working tree", &arguments).ok()?;
    listed.status.success().then_some(!listed.stdout.is_empty())
}

/// That `name`, a revision and a path, is not there.
#[must_use]
pub fn missing(name: &str) -> Failure {
    let remedy = "name a commit that has it, or another path as `REVISION:PATH`";
    refuse(&NOT_IN_REVISION, name, "the revision does not have this file", remedy)
}

fn run(root: &Path, about: &str, arguments: &[&str]) -> Result<Output, Failure> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    output.map_err(|error: io::Error| {
        let message = format!("git cannot be run: {}", crate::workspace::plain(&error));
        refuse(&NO_GIT, about, &message, "install git, or name two files")
    })
}

fn refuse(rule: &'static Rule, about: &str, message: &str, remedy: &str) -> Failure {
    Finding::error_of_file(rule, about, message, remedy).into()
}
