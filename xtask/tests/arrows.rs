//! Which crate of the pipeline may use which: the drawing in `CONTRIBUTING.md`, held against the manifests.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// The crates below `xtask/crates/`, with those of the workspace that each depends on.
fn arrows() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let of_pipeline = packages.filter(|package| package["manifest_path"].as_str().unwrap().contains("xtask"));
    let arrows = of_pipeline.map(|package| {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        // Tests use what is shared by tests, which uses none of them.
        let inner = dependencies.filter(|dependency| !dependency["path"].is_null() && dependency["name"] != "support");
        let mut names: Vec<_> = inner
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
            .collect();
        names.sort_unstable();
        (package["name"].as_str().unwrap().to_owned(), names)
    });
    arrows.collect()
}

#[test]
fn the_crates_of_the_pipeline_use_each_other_one_way_only() {
    let shown: Vec<_> = (arrows().into_iter())
        .map(|(name, uses)| format!("{name} --> {}", uses.join(" & ")))
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    diff --> document
    document --> 
    generate --> document & lower
    intake --> document
    lower --> document
    observe --> document
    xtask --> diff & document & generate & intake & lower & observe
    ");
}

#[test]
fn the_drawing_for_contributors_is_what_the_manifests_say() {
    let text = std::fs::read_to_string(support::checkout::root().join("CONTRIBUTING.md")).unwrap();
    let drawing = text
        .split_once("```mermaid\nflowchart TD\n")
        .and_then(|(_, rest)| rest.split_once("```"))
        .map(|(drawing, _)| drawing)
        .expect("a drawing in CONTRIBUTING.md");
    let mut drawn: Vec<_> = drawing.lines().map(|line| line.trim().to_owned()).collect();
    drawn.sort_unstable();
    let mut wanted: Vec<_> = (arrows().into_iter())
        .filter(|(_, uses)| !uses.is_empty())
        .map(|(name, uses)| format!("{name} --> {}", uses.join(" & ")))
        .collect();
    wanted.sort_unstable();
    assert_eq!(drawn, wanted);
}
