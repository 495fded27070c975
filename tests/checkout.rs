//! The checkout under test, and copies of it that a test may spoil.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use document::Document;
use document::progress::Silent;
use tempfile::TempDir;
use xtask::workspace;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The contract with its corrections.
pub(crate) fn contract() -> &'static Document {
    static CONTRACT: LazyLock<Document> = LazyLock::new(|| {
        let [contract, overlay] =
            [workspace::CONTRACT, workspace::OVERLAY].map(|name| workspace::read(&root(), name).unwrap());
        lower::correct(&contract, Some(&overlay), &Silent).unwrap()
    });
    &CONTRACT
}

/// The corrected contract as the generator takes it: each component is named as its type.
pub(crate) fn lowered() -> &'static Document {
    static LOWERED: LazyLock<Document> = LazyLock::new(|| lower::lower(contract().clone(), &Silent).unwrap().document);
    &LOWERED
}

/// The files of the generated client, as they are in the checkout.
pub(crate) fn generated() -> BTreeMap<String, String> {
    let files = workspace::read_folder(&root(), workspace::GENERATED).unwrap();
    files
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// A copy of the parts of the checkout that `regen` reads and writes.
pub(crate) fn copy() -> TempDir {
    let copy = TempDir::new().unwrap();
    fs::copy(root().join("Cargo.toml"), copy.path().join("Cargo.toml")).unwrap();
    for folder in ["openapi", workspace::GENERATED] {
        for (path, bytes) in workspace::read_folder(&root(), folder).unwrap() {
            let target = copy.path().join(folder).join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, bytes).unwrap();
        }
    }
    copy
}

/// Compares each outline with its snapshot `{prefix}@{name}.snap`, and refuses snapshots that nothing stands for any more.
pub(crate) fn assert_outlines(prefix: &str, outlines: &BTreeMap<String, String>) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, outline) in outlines {
            insta::assert_snapshot!(format!("{prefix}@{}", file_name(name)), outline);
        }
    });
    let wanted: BTreeSet<String> = outlines
        .keys()
        .map(|name| format!("{prefix}@{}.snap", file_name(name)))
        .collect();
    let folder = root().join("tests/snapshots");
    let found = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = found
        .filter(|file| file.starts_with(&format!("{prefix}@")) && file.ends_with(".snap") && !wanted.contains(file))
        .collect();
    assert!(
        left.is_empty(),
        "nothing stands for these snapshots any more; delete them: {left:?}"
    );
}

fn file_name(name: &str) -> String {
    name.replace("::", ".").replace(['/', ' ', '{', '}'], "_")
}
