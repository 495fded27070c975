//! What is no sound document: each ends with exit code 2 and a clear message, in bounded time and memory, and leaves
//! nothing behind.

mod document;
mod text;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::command::{Ran, run_bounded};

/// A name of a file, what is in it, and the code that it ends with.
type Case = (&'static str, Vec<u8>, &'static str);

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

/// A document with these members.
fn with(members: &str) -> Vec<u8> {
    format!("{HEAD}{members}\n").into_bytes()
}

/// A document with these component schemas.
fn schemas(schemas: &str) -> Vec<u8> {
    with(&format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"))
}

/// A document with this operation at `GET /a`.
fn operation(members: &str) -> Vec<u8> {
    with(&format!(
        "paths: {{/a: {{post: {{operationId: a, responses: {{'200': {{description: d}}}}, {members}}}}}}}"
    ))
}

/// A document with an operation of this name.
fn named(operation: &str) -> Vec<u8> {
    with(&format!(
        "paths: {{/a: {{get: {{operationId: {operation}, responses: {{'200': {{description: d}}}}}}}}}}"
    ))
}

/// Schemas of which each is made of the number of it and the next.
fn chain(length: usize, link: impl Fn(usize, usize) -> String) -> Vec<u8> {
    let links: Vec<_> = (0..length).map(|index| link(index, (index + 1) % length)).collect();
    schemas(&links.join("\n"))
}

fn ends_with(cases: Vec<Case>) {
    for (name, bytes, rule) in cases {
        refused(name, &bytes, rule);
    }
}

/// Both commands end with 2 and name the rule once at least; `regen` leaves nothing.
fn refused(name: &str, bytes: &[u8], rule: &str) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();

    let linted = run_bounded(folder.path(), &["lint", "--spec", name]);
    assert!(
        linted.stdout.contains(&format!("error[{rule}]: ")),
        "{name}: {}{}",
        linted.stdout,
        linted.stderr
    );
    assert_eq!(linted.stderr.lines().count(), 1, "{name}: {}", linted.stderr);

    let Ran {
        code: exit,
        stdout,
        stderr,
    } = run_bounded(folder.path(), &["regen", "--spec", name, "--out", "client"]);
    assert_eq!((exit, linted.code), (Some(2), Some(2)), "{name}: {stderr}");
    assert_eq!(stdout, "", "{name}");
    assert!(stderr.starts_with(&format!("error[{rule}]: ")), "{name}: {stderr}");
    assert!(
        stderr.contains(&format!("\n  --> {name}:")) && stderr.contains("\n help: "),
        "{name}: {stderr}"
    );
    assert!(stderr.len() < 20_000, "{name}: {} bytes of message", stderr.len());
    assert!(
        !stderr.contains("RUST_BACKTRACE") && !stderr.contains("stack backtrace"),
        "{name}: {stderr}"
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, [name], "something was left behind");
}

/// It is sound, if odd.
fn accepted(name: &str, bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let ran = run_bounded(folder.path(), &["regen", "--spec", name, "--out", "client"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(0), ""),
        "{name}: {}",
        String::from_utf8_lossy(bytes.get(..2000).unwrap_or(bytes))
    );
    assert!(folder.path().join("client/Cargo.toml").exists());
}

#[test]
fn what_cannot_be_read() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("folder.yaml")).unwrap();
    fs::write(folder.path().join("api.yaml"), with("paths: {}")).unwrap();
    let refuses = |arguments: &[&str], rule: &str| {
        let ran = run_bounded(folder.path(), arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.stderr.starts_with(&format!("error[{rule}]: ")), "{}", ran.stderr);
    };
    refuses(&["regen", "--spec", "folder.yaml", "--out", "client"], "D001");
    refuses(&["regen", "--spec", "gone.yaml", "--out", "client"], "D001");
    refuses(
        &[
            "regen",
            "--spec",
            "api.yaml",
            "--overlay",
            "gone.yaml",
            "--out",
            "client",
        ],
        "D001",
    );
    refuses(&["regen", "--spec", "api.yaml", "--out", "api.yaml"], "P001");
    refuses(&["regen", "--spec", "api.yaml", "--out", "api.yaml/client"], "P001");
    // A device that never ends is read up to the size of a document.
    if Path::new("/dev/zero").exists() {
        refuses(&["regen", "--spec", "/dev/zero", "--out", "client"], "D003");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.path().join("api.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // Permissions are nothing to the superuser.
        if fs::read(&path).is_err() {
            refuses(&["regen", "--spec", "api.yaml", "--out", "client"], "D001");
        }
    }
}
