//! `cargo xtask regen --spec FILE --out DIR`.

use std::fs;
use std::path::Path;
use std::process::Command;

use support::checkout::{fixture, root};
use tempfile::TempDir;

use crate::command::{Ran, run_in};

const SPEC: &str = "openapi: 3.1.0
info: {title: Pets & Co., version: 1.0.0}
servers: [{url: 'https://pets.example/v1/'}]
paths:
  /pets/{id}:
    get:
      operationId: get_pet
      parameters: [{in: path, name: id, required: true, schema: {type: string}}]
      responses:
        '200': {description: a pet, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: none}
    put:
      operationId: put_pet
      parameters: [{in: path, name: id, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: done}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        kind: {type: string, enum: [cat, dog]}
        born: {type: string, format: date-time}
        tags: {type: array, items: {type: string}}
";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("pets.yaml"), SPEC).unwrap();
    folder
}

fn regen(folder: &Path, more: &[&str]) -> Ran {
    let mut arguments = vec!["regen", "--spec", "pets.yaml", "--out", "client"];
    arguments.extend(more);
    run_in(folder, &arguments)
}

/// The slow one: it is the only test that compiles what is written.
#[test]
fn the_crates_of_the_whole_api_and_of_a_faulty_one_build_without_a_warning() {
    for document in ["whole-api.yaml", "faulty.yaml"] {
        let folder = TempDir::new().unwrap();
        fs::copy(fixture(document), folder.path().join("pets.yaml")).unwrap();
        let ran = regen(folder.path(), &[]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        let client = folder.path().join("client");
        // With the versions of this workspace nothing has to be resolved, so that no network is needed.
        let lock = root().join("Cargo.lock");
        fs::copy(lock, client.join("Cargo.lock")).unwrap();
        let checked = Command::new(env!("CARGO"))
            // TLS takes longer to build than all the rest, and is none of ours.
            .args([
                "check",
                "--offline",
                "--quiet",
                "--no-default-features",
                "--features",
                "schemars",
            ])
            .current_dir(&client)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("package"),
            )
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success() && said.is_empty(), "{document}: {said}");
    }
}

#[test]
fn what_cargo_leaves_in_the_folder_neither_makes_it_somebody_elses_nor_gets_lost() {
    let folder = folder();
    assert_eq!(regen(folder.path(), &[]).code, Some(0));
    let lock = folder.path().join("client/Cargo.lock");
    fs::write(&lock, "# kept").unwrap();
    fs::write(folder.path().join("pets.yaml"), SPEC.replace("kind:", "sort:")).unwrap();
    assert_eq!(regen(folder.path(), &[]).code, Some(0));
    assert!(lock.exists());
}

#[test]
fn a_check_says_what_is_stale_and_writes_nothing() {
    let folder = folder();
    let missing = regen(folder.path(), &["--check"]);
    assert_eq!(missing.code, Some(1), "{}", missing.stderr);
    assert!(
        missing.stdout.contains("client/src/lib.rs is missing"),
        "{}",
        missing.stdout
    );
    assert!(!folder.path().join("client").exists());

    assert_eq!(regen(folder.path(), &[]).code, Some(0));
    let fresh = regen(folder.path(), &["--check"]);
    assert_eq!(
        (fresh.code, fresh.stdout.as_str()),
        (Some(0), "client is what pets.yaml says\n")
    );

    fs::write(folder.path().join("pets.yaml"), SPEC.replace("kind:", "sort:")).unwrap();
    let stale = regen(folder.path(), &["--check"]);
    assert_eq!(stale.code, Some(1));
    assert!(
        stale.stdout.contains("client/src/generated/types.rs is stale"),
        "{}",
        stale.stdout
    );
    assert!(
        stale
            .stdout
            .ends_with("not what pets.yaml says. Run the command again without `--check`.\n"),
        "{}",
        stale.stdout
    );
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = folder();
    fs::create_dir(folder.path().join("client")).unwrap();
    let diary = folder.path().join("client/diary.txt");
    fs::write(&diary, "mine").unwrap();
    let refused = regen(folder.path(), &[]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(refused.stderr, @"
    error[P001]: client/diary.txt was not written by this command
      --> client:1:1
     help: name a folder that is absent or empty, or move the file away
    ");
    assert_eq!(fs::read_to_string(diary).unwrap(), "mine");
}

#[test]
fn a_document_without_a_folder_is_a_mistake_of_the_caller() {
    let folder = folder();
    let refused = run_in(folder.path(), &["regen", "--spec", "pets.yaml"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("`--out DIR`"), "{}", refused.stderr);
    assert_eq!(run_in(folder.path(), &["regen", "--out", "client"]).code, Some(2));
}
