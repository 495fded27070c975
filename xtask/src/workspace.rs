//! Where things are in the checkout, and reading and writing them: the rim of the pipeline.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use document::Input;
use document::MAX_BYTES;
use document::finding::{Failure, Finding};
use document::rule::Rule;
use document::rules::{UNREADABLE, UNWRITABLE};

pub use intake::{CONTRACT, PROVENANCE};

/// Its corrections.
pub const OVERLAY: &str = "openapi/overlay.yaml";
/// What was found in comparisons of it and let through.
pub const ACCEPTED: &str = "openapi/accepted.toml";
/// What a person reads first; `readme` writes a part of it.
pub const README: &str = "README.md";
/// The folder that `regen` writes, and nobody else.
pub const GENERATED: &str = "bolna-api/src/generated";

/// The root of the checkout that holds `from`: the nearest folder above it that has a workspace and a contract's folder.
#[must_use]
pub fn root_of(from: &Path) -> Option<PathBuf> {
    from.ancestors()
        .find(|folder| folder.join("Cargo.toml").is_file() && folder.join("openapi").is_dir())
        .map(Path::to_owned)
}

/// Reads a file of the checkout.
///
/// # Errors
///
/// It cannot be read.
pub fn read(root: &Path, name: &str) -> Result<Input, Failure> {
    let missing = "check the path; in the checkout, `git checkout -- openapi` brings the contract back";
    read_file(&root.join(name), name, missing)
}

/// Reads a document and its overlay from anywhere; messages name them as they were given.
///
/// # Errors
///
/// One cannot be read.
pub fn read_elsewhere(spec: &Path, overlay: Option<&Path>) -> Result<(Input, Option<Input>), Failure> {
    let read = |path: &Path| {
        read_file(
            path,
            &path.to_string_lossy(),
            "check the path: it is relative to the current folder",
        )
    };
    Ok((read(spec)?, overlay.map(read).transpose()?))
}

/// Reads no more than a document may have and one byte: what is larger is refused later, whether or not it ever ends.
fn read_file(path: &Path, name: &str, missing: &str) -> Result<Input, Failure> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(Input {
            name: name.to_owned(),
            bytes,
        }),
        Err(error) => {
            let remedy = match error.kind() {
                io::ErrorKind::NotFound => missing,
                io::ErrorKind::IsADirectory => "name the file in it",
                _ => "make the file readable",
            };
            let message = format!("cannot read the file: {}", plain(&error));
            Err(refuse(&UNREADABLE, name, message, remedy))
        }
    }
}

/// Reads a file of the checkout that need not be there.
///
/// # Errors
///
/// It is there and cannot be read.
pub fn read_if_there(root: &Path, name: &str) -> Result<Option<Input>, Failure> {
    match root.join(name).try_exists() {
        Ok(false) => Ok(None),
        _ => read(root, name).map(Some),
    }
}

/// Reads a file that was named on the command line, relative to the folder `here`.
///
/// # Errors
///
/// It cannot be read.
pub fn read_given(here: &Path, path: &str) -> Result<Vec<u8>, Failure> {
    let missing = "check the path: it is relative to the current folder";
    Ok(read_file(&here.join(path), path, missing)?.bytes)
}

/// The files below `folder`, by path: those that the generator could have written, and any other. An absent folder has
/// none.
///
/// # Errors
///
/// One cannot be read.
pub fn read_folder(root: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.join(folder)];
    let top = root.join(folder);
    while let Some(current) = open.pop() {
        let entries = match fs::read_dir(&current) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && current == top => continue,
            entries => entries.map_err(|error| unreadable(root, &current, &error))?,
        };
        for entry in entries {
            let path = entry.map_err(|error| unreadable(root, &current, &error))?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let bytes = fs::read(&path).map_err(|error| unreadable(root, &path, &error))?;
            files.insert(name(&top, &path), bytes);
        }
    }
    Ok(files)
}

/// Replaces `folder` by one that has `files` and nothing else, in one step: it is written beside it first.
///
/// # Errors
///
/// It cannot be written; the folder is as it was then.
pub fn replace_folder(root: &Path, folder: &str, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    replace(&root.join(folder), files, &[]).map_err(|error| unwritable(folder, &error))
}

/// The same for a folder anywhere, of which the entries named `keep` stay.
///
/// # Errors
///
/// It cannot be written; the folder is as it was then.
pub fn replace_elsewhere(folder: &Path, files: &BTreeMap<String, String>, keep: &[&str]) -> Result<(), Failure> {
    // The folder itself, not a link to it; and `.` has a name then.
    let target = match folder.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(folder),
        found => found,
    };
    target
        .and_then(|target| replace(&target, files, keep))
        .map_err(|error| unwritable(&folder.to_string_lossy(), &error))
}

fn unwritable(folder: &str, error: &io::Error) -> Failure {
    refuse(
        &UNWRITABLE,
        folder,
        format!("cannot write the folder: {}", plain(error)),
        "nothing was changed; make the folder writable and run the command again",
    )
}

fn replace(target: &Path, files: &BTreeMap<String, String>, keep: &[&str]) -> io::Result<()> {
    let parent = target.parent().unwrap_or(target);
    fs::create_dir_all(parent)?;
    // In the same folder, so that renaming cannot cross a file system. Dropped on every way out.
    let beside = tempfile::Builder::new().prefix(".regen-").tempdir_in(parent)?;
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fs::create_dir(&new)?;
    for (path, text) in files {
        let path = new.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&new))?;
        fs::write(path, text)?;
    }
    let existed = target.exists();
    if existed {
        fs::rename(target, &old)?;
    }
    let moved = keep_entries(&old, &new, keep).and_then(|()| fs::rename(&new, target));
    moved.inspect_err(|_| {
        if existed {
            // Best effort: the first error is the one to tell.
            let _ = keep_entries(&new, &old, keep);
            let _ = fs::rename(&old, target);
        }
    })
}

/// Moves the entries named `keep`, those that are there, from one folder to another.
fn keep_entries(from: &Path, to: &Path, keep: &[&str]) -> io::Result<()> {
    let mut present = keep.iter().filter(|name| from.join(name).exists());
    present.try_for_each(|name| fs::rename(from.join(name), to.join(name)))
}

/// Replaces the text of files, or makes them: each in one step, and none if one of them cannot be.
///
/// # Errors
///
/// One cannot be written; all are as they were then.
pub fn replace_files(root: &Path, files: &[(&str, &str)]) -> Result<(), Failure> {
    replace_each(root, files).map(drop)
}

/// Replaces the text of files, and `folder` by one that has `below` and nothing else: all of it, or nothing.
///
/// # Errors
///
/// One cannot be written; all are as they were then.
pub fn replace_files_and_folder(
    root: &Path,
    files: &[(&str, &str)],
    folder: &str,
    below: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let done = replace_each(root, files)?;
    replace_folder(root, folder, below).inspect_err(|_| bring_back(done))
}

/// What was in files that were replaced; nothing in one that was made.
type Replaced = Vec<(PathBuf, Option<Vec<u8>>)>;

fn replace_each(root: &Path, files: &[(&str, &str)]) -> Result<Replaced, Failure> {
    let mut done = Replaced::new();
    for (name, text) in files {
        let path = root.join(name);
        let result = fs::read(&path).map(Some).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(None),
            _ => Err(error),
        });
        match result.and_then(|old| write_beside(&path, text.as_bytes()).map(|()| old)) {
            Ok(old) => done.push((path, old)),
            Err(error) => {
                bring_back(done);
                let message = format!("cannot write the file: {}", plain(&error));
                let remedy = "nothing was changed; make the file writable and run the command again";
                return Err(refuse(&UNWRITABLE, name, message, remedy));
            }
        }
    }
    Ok(done)
}

/// Best effort: the error before it is the one to tell.
fn bring_back(replaced: Replaced) {
    for (path, old) in replaced {
        let _ = match old {
            Some(old) => write_beside(&path, &old),
            None => fs::remove_file(&path),
        };
    }
}

/// Writes a file beside `path` and renames it, so that nobody ever sees half of it.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent)?;
    let beside = tempfile::Builder::new().prefix(".vendor-").tempdir_in(parent)?;
    let new = beside.path().join("new");
    fs::write(&new, bytes)?;
    if let Ok(old) = fs::metadata(path) {
        fs::set_permissions(&new, old.permissions())?;
    }
    fs::rename(new, path)
}

fn unreadable(root: &Path, path: &Path, error: &io::Error) -> Failure {
    refuse(
        &UNREADABLE,
        &name(root, path),
        format!("cannot read: {}", plain(error)),
        "make it readable",
    )
}

/// A path below `base` with slashes, as messages and the pipeline name files.
fn name(base: &Path, path: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// What went wrong, without the number of the operating system.
pub(crate) fn plain(error: &io::Error) -> String {
    let said = error.to_string();
    said.split(" (os error").next().unwrap_or(&said).to_lowercase()
}

pub(crate) fn refuse(rule: &'static Rule, file: &str, message: String, remedy: &str) -> Failure {
    Finding::error_of_file(rule, file, message, remedy).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_the_second_file_cannot_be_written_the_first_one_is_as_it_was() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        fs::write(root.join("a"), "old").unwrap();
        // A folder cannot be replaced by a file.
        fs::create_dir(root.join("b")).unwrap();
        for first in ["a", "new"] {
            let failure = replace_files(root, &[(first, "text"), ("b", "text")]).unwrap_err();
            assert_eq!(failure.findings[0].rule.id, "D010", "{failure}");
        }
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "old");
        assert!(!root.join("new").exists());
        assert_eq!(fs::read_dir(root).unwrap().count(), 2, "nothing is left beside them");
    }

    #[test]
    fn when_the_folder_cannot_be_written_the_files_are_as_they_were() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        fs::write(root.join("a"), "old").unwrap();
        // Below a file there is no folder.
        fs::write(root.join("file"), "").unwrap();
        let below = BTreeMap::from([("x".to_owned(), "new".to_owned())]);
        let files = [("a", "new"), ("b", "new")];
        let failure = replace_files_and_folder(root, &files, "file/folder", &below).unwrap_err();
        assert_eq!(failure.findings[0].rule.id, "D010", "{failure}");
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "old");
        assert!(!root.join("b").exists());
    }

    #[test]
    fn files_are_replaced_and_made() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("a"), "old").unwrap();
        replace_files(folder.path(), &[("a", "one"), ("below/b", "two")]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "one");
        assert_eq!(fs::read_to_string(folder.path().join("below/b")).unwrap(), "two");
    }
}
