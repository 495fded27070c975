//! The contract and the client under test, and their snapshots.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use document::Document;
use document::progress::Silent;
use support::checkout::root;
use xtask::workspace;

/// The contract with its corrections.
pub(crate) fn contract() -> &'static Document {
    static CONTRACT: LazyLock<Document> = LazyLock::new(|| {
        let [contract, overlay] =
            [workspace::CONTRACT, workspace::OVERLAY].map(|name| workspace::read(&root(), name).unwrap());
        lower::correct(&contract, Some(&overlay), &Silent).unwrap()
    });
    &CONTRACT
}

/// The files of the generated client, as they are in the checkout.
pub(crate) fn generated() -> BTreeMap<String, String> {
    let files = workspace::read_folder(&root(), workspace::GENERATED).unwrap();
    files
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
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
