//! Lists the files of `bolna-api/src/runtime/` that go into every package, with their text: the folder is the list.
//!
//! A build script, and no macro that reads the folder: cargo is told to look at the folder again, so that a new file is not missing from a
//! program that was built before it.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let runtime = manifest.join("../../../bolna-api/src/runtime").canonicalize()?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", runtime.display());
    let mut paths = Vec::new();
    files(&runtime, &runtime, &mut paths)?;
    paths.sort();
    let mut list = String::from("&[\n");
    for path in paths {
        writeln!(list, "    ({path:?}, include_str!({:?})),", runtime.join(&path))?;
    }
    list.push_str("]\n");
    fs::write(Path::new(&std::env::var("OUT_DIR")?).join("runtime.rs"), list)?;
    Ok(())
}

/// The files below `folder` but those of tests, as paths below `root` with slashes.
fn files(root: &Path, folder: &Path, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            files(root, &path, paths)?;
        } else {
            let tokens: Vec<_> = path
                .strip_prefix(root)?
                .iter()
                .map(|token| token.to_string_lossy())
                .collect();
            paths.push(tokens.join("/"));
        }
    }
    Ok(())
}
