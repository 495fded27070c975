//! `cargo xtask diff`.

use std::fs;
use std::process::Command;

use ::diff::render::Format;
use clap::ValueEnum;
use serde_json::Value;
use support::Checkout;
use tempfile::TempDir;

use crate::command::{Ran, Run, run_in};

const CONTRACT: &str = "openapi/bolna.yaml";
const PORT: &str = "        port:\n          type: integer";
const TEXT: &str = "        port:\n          type: string";

/// A checkout whose state is the one commit of a repository.
fn repository() -> Checkout {
    let checkout = Checkout::copy();
    git(&checkout, &["init", "--quiet"]);
    commit(&checkout);
    checkout
}

fn commit(checkout: &Checkout) {
    git(checkout, &["add", "--all"]);
    git(checkout, &["commit", "--quiet", "--message", "as it is"]);
}

fn git(checkout: &Checkout, arguments: &[&str]) {
    let status = Command::new("git")
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(checkout.path())
        .status()
        .unwrap();
    assert!(status.success());
}

fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}{}", ran.stdout, ran.stderr))
}

#[test]
fn nothing_changed_is_said_outright_in_every_format() {
    let checkout = repository();
    let before = checkout.state();
    for format in Format::value_variants() {
        let format = format.to_possible_value().unwrap();
        let format = format.get_name();
        let ran = checkout.run(&["diff", "--format", format, "--fail-on", "any"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        assert!(
            ran.stdout.to_lowercase().contains("no semantic change"),
            "{format}: {}",
            ran.stdout
        );
    }
    assert!(before == checkout.state());
}

#[test]
fn the_working_tree_is_held_against_the_last_commit_and_closes_the_gate() {
    let checkout = repository();
    checkout.edit(CONTRACT, PORT, TEXT);
    let open = checkout.run(&["diff", "--format", "json"]);
    assert_eq!(
        (open.code, open.stderr.as_str()),
        (Some(0), ""),
        "without `--fail-on` there is no gate"
    );
    let report = report(&open);
    assert_eq!(
        (&report["base"], &report["revision"]),
        (&"HEAD:openapi/bolna.yaml".into(), &CONTRACT.into())
    );
    assert_eq!(
        (&report["verdict"]["wire"], &report["verdict"]["rust"]),
        (&"breaking".into(), &"breaking".into())
    );
    assert_eq!(
        (&report["verdict"]["current"], &report["verdict"]["next"]),
        (&"0.1.0".into(), &"0.2.0".into())
    );
    let finding = &report["findings"][0];
    assert_eq!(
        (&finding["wire"], &finding["rust"]),
        (&"breaking".into(), &"breaking".into())
    );
    assert_eq!(report["surface"][0]["item"], "types::SipTrunkGateway::port");
    assert_eq!(report["surface"][0]["findings"], serde_json::json!([0]));

    let closed = checkout.run(&["diff", "--fail-on", "breaking"]);
    assert_eq!(closed.code, Some(1));
    assert_eq!(
        closed.stderr,
        "error: gate closed (`--fail-on breaking`) by 1 finding\n"
    );
    assert!(
        closed.stdout.contains("Rust breaking: types::SipTrunkGateway::port: "),
        "{}",
        closed.stdout
    );
}

#[test]
fn two_revisions_are_compared_whatever_the_working_tree_is() {
    let checkout = repository();
    checkout.edit(CONTRACT, PORT, TEXT);
    commit(&checkout);
    fs::remove_file(checkout.path().join(CONTRACT)).unwrap();
    let ran = checkout.run(&[
        "diff",
        "HEAD~1",
        "HEAD:openapi/bolna.yaml",
        "--no-rust",
        "--fail-on",
        "risky",
    ]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("HEAD~1:openapi/bolna.yaml → HEAD:openapi/bolna.yaml\n"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("Rust: not asked for"), "{}", ran.stdout);
    let back = checkout.run(&["diff", "HEAD", "HEAD", "--fail-on", "any"]);
    assert_eq!(back.code, Some(0));
}

const ACCEPTED: &str = "[[accept]]
id = \"*\"
place = \"*port*\"
reason = \"Nobody reads it.\"
until = 2026-12-24
";

#[test]
fn an_accepted_finding_passes_the_gate_on_its_last_day() {
    let checkout = repository();
    checkout.edit(CONTRACT, PORT, TEXT);
    checkout.write("openapi/accepted.toml", ACCEPTED.as_bytes());
    let ran = checkout.run(&["diff", "--fail-on", "any", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let report = report(&ran);
    assert_eq!(report["findings"][0]["accepted"], "Nobody reads it.");
    assert_eq!(report["surface"][0]["accepted"], "Nobody reads it.");
    assert_eq!(report["verdict"]["next"], "0.2.0", "it happens all the same");
}

#[test]
fn a_stale_acceptance_and_one_that_has_ended_close_the_gate_with_file_and_line() {
    let checkout = repository();
    checkout.write("openapi/accepted.toml", format!("# why\n{ACCEPTED}").as_bytes());
    let stale = checkout.run(&["diff", "--fail-on", "breaking"]);
    assert_eq!(stale.code, Some(1));
    assert_eq!(
        stale.stderr,
        "error: gate closed (`--fail-on breaking`) by 1 stale acceptance\n"
    );
    assert!(
        stale.stdout.contains(
            "error[A002]: `*` at `*port*` is accepted and is not there any more\n  --> openapi/accepted.toml:2:1"
        ),
        "{}",
        stale.stdout
    );
    assert_eq!(
        checkout.run(&["diff"]).code,
        Some(0),
        "without `--fail-on` there is no gate"
    );

    checkout.edit(CONTRACT, PORT, TEXT);
    checkout.edit("openapi/accepted.toml", "2026-12-24", "2026-12-23");
    let ended = checkout.run(&["diff", "--fail-on", "breaking"]);
    assert_eq!(ended.code, Some(1));
    assert_eq!(
        ended.stderr,
        "error: gate closed (`--fail-on breaking`) by 1 finding, 1 stale acceptance\n"
    );
    assert!(ended.stdout.contains("error[A003]: "), "{}", ended.stdout);
}

#[test]
fn any_two_files_are_compared_and_a_report_goes_into_a_file() {
    let folder = TempDir::new().unwrap();
    let contract = repository();
    let text = contract.text(CONTRACT);
    fs::write(folder.path().join("old.yaml"), &text).unwrap();
    fs::write(folder.path().join("new.yaml"), text.replace(PORT, TEXT)).unwrap();
    let ran = run_in(
        folder.path(),
        &[
            "diff",
            "old.yaml",
            "new.yaml",
            "--format",
            "markdown",
            "--output",
            "report.md",
        ],
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(
        ran.stdout.ends_with("version: major; no gate; wrote report.md\n"),
        "{}",
        ran.stdout
    );
    let report = fs::read_to_string(folder.path().join("report.md")).unwrap();
    assert!(
        report.starts_with("**Breaking** — wire: 1 breaking; Rust: "),
        "{report}"
    );
    let gone = run_in(
        folder.path(),
        &[
            "diff",
            "old.yaml",
            "new.yaml",
            "--no-rust",
            "--output",
            "gone/report.md",
        ],
    );
    assert_eq!((gone.code, gone.stdout.as_str()), (Some(2), ""));
    assert!(
        gone.stderr.starts_with("error: cannot write gone/report.md: "),
        "{}",
        gone.stderr
    );
}

#[test]
fn a_side_from_which_nothing_can_be_generated_is_compared_on_the_wire() {
    let checkout = repository();
    checkout.edit(CONTRACT, PORT, &format!("{TEXT}\n          pattern: [1]"));
    let ran = checkout.run(&["diff", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let report = report(&ran);
    assert_eq!(report["verdict"]["wire"], "breaking");
    assert_eq!(
        (&report["verdict"]["rust"], &report["surface"]),
        (&Value::Null, &Value::Null)
    );
    let missing = report["surface_missing"].as_str().unwrap();
    assert!(
        missing.starts_with("nothing can be generated from the revision: L"),
        "{missing}"
    );
}

#[test]
fn where_an_overlay_does_not_apply_both_are_compared_as_published() {
    let checkout = repository();
    // What the overlay corrects in the schema of errors is not there any more.
    let text = checkout.text(CONTRACT);
    let gone = text.replacen("      required:\n        - error\n        - message\n", "", 1);
    assert_ne!(text, gone);
    checkout.write(CONTRACT, gone.as_bytes());
    let ran = checkout.run(&["diff", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let report = report(&ran);
    assert_eq!(report["notes"][0], "Base: as published");
    let note = report["notes"][1].as_str().unwrap();
    assert!(
        note.starts_with("Revision: as published, because its overlay does not apply: O002 at openapi/overlay.yaml:"),
        "{note}"
    );
    assert!(!report["findings"].as_array().unwrap().is_empty());
    let published = checkout.run(&["diff", "--format", "json", "--no-overlay"]);
    assert_eq!(
        serde_json::from_str::<Value>(&published.stdout).unwrap()["notes"],
        serde_json::json!([])
    );
}

/// A change that the overlay of the checkout does not see.
const PORT_RENAMED: &str = "        port_number:\n          type: integer";

#[test]
fn a_file_against_the_checkout_is_corrected_by_the_same_overlay() {
    let checkout = repository();
    let new = checkout.text(CONTRACT).replace(PORT, PORT_RENAMED);
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("new.yaml"), &new).unwrap();
    let new = folder.path().join("new.yaml").to_string_lossy().into_owned();
    let arguments = ["diff", CONTRACT, &new, "--format", "json", "--no-rust"];
    let there = report(&checkout.run(&arguments));
    let rows = |report: &Value| report["findings"].as_array().unwrap().len();
    assert_eq!(rows(&there), 1, "{there:#}");
    assert_eq!(
        there["notes"],
        serde_json::json!([
            "Base: corrected by openapi/overlay.yaml",
            "Revision: corrected by openapi/overlay.yaml, as the other side is: it has no overlay of its own"
        ])
    );
    // The other way round, against a commit, and with the working tree as the revision.
    for arguments in [
        vec!["diff", &new, CONTRACT],
        vec!["diff", "HEAD", &new],
        vec!["diff", &new],
    ] {
        let ran = checkout.run(&[arguments.as_slice(), &["--format", "json", "--no-rust"]].concat());
        let found = report(&ran);
        assert_eq!(rows(&found), 1, "{arguments:?}: {found:#}");
    }
    // An overlay that is named holds for both, and none at all for none.
    let overlay = checkout
        .path()
        .join("openapi/overlay.yaml")
        .to_string_lossy()
        .into_owned();
    let named = report(&checkout.run(&[arguments.as_slice(), &["--overlay", &overlay]].concat()));
    assert_eq!(rows(&named), 1, "{named:#}");
    assert_eq!(
        named["notes"],
        serde_json::json!([
            format!("Base: corrected by {overlay}"),
            format!("Revision: corrected by {overlay}")
        ])
    );
    let published = report(&checkout.run(&[arguments.as_slice(), &["--no-overlay"]].concat()));
    assert_eq!((rows(&published), &published["notes"]), (1, &serde_json::json!([])));
}

#[test]
fn an_overlay_that_does_not_apply_to_the_file_corrects_neither_side_and_one_that_is_named_is_refused() {
    let checkout = repository();
    // What the overlay corrects in the schema of errors is not there any more.
    let text = checkout.text(CONTRACT);
    let gone = text.replacen("      required:\n        - error\n        - message\n", "", 1);
    assert_ne!(text, gone);
    checkout.write("new.yaml", gone.as_bytes());
    let lent = report(&checkout.run(&["diff", CONTRACT, "new.yaml", "--format", "json", "--no-rust"]));
    assert_eq!(lent["notes"][0], "Base: as published");
    let note = lent["notes"][1].as_str().unwrap();
    assert!(
        note.starts_with(
            "Revision: as published, because openapi/overlay.yaml, which corrects the other side, does not apply to it: O002 at"
        ),
        "{note}"
    );
    let named = checkout.refuses(&["diff", CONTRACT, "new.yaml", "--overlay", "openapi/overlay.yaml"]);
    assert!(named.starts_with("error[O002]: "), "{named}");
    let both = checkout.refuses(&["diff", CONTRACT, "new.yaml", "--overlay", "a.yaml", "--no-overlay"]);
    assert!(both.contains("cannot be used with"), "{both}");
}

#[test]
fn what_is_no_openapi_3_0_or_3_1_is_refused_on_either_side_with_what_it_is() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("right.yaml"), "openapi: 3.1.0\npaths: {}\n").unwrap();
    let mut said = String::new();
    for (name, text) in [
        ("hello.yaml", "hello: world\n"),
        ("swagger.json", "{\"swagger\": \"2.0\", \"paths\": {}}"),
        ("four.yaml", "openapi: 4.0.0\npaths: {}\n"),
        ("list.yaml", "- a\n"),
        ("number.json", "1"),
        ("empty.yaml", ""),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        for sides in [[name, "right.yaml"], ["right.yaml", name]] {
            let ran = run_in(folder.path(), &["diff", sides[0], sides[1]]);
            assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{sides:?}");
            if sides[0] == name {
                said.push_str(&ran.stderr);
            }
        }
    }
    insta::assert_snapshot!(said, @r#"
    error[L003]: this is not an OpenAPI description: it has no `openapi: 3.x.y`
      --> hello.yaml:1:1
     help: name the OpenAPI 3.0 or 3.1 description itself
    error[L003]: this is a Swagger 2.0 document, not an OpenAPI 3 one
      --> swagger.json:1:1
     help: convert it to OpenAPI 3.0 first, or name the OpenAPI 3.0 or 3.1 description itself
    error[L003]: OpenAPI 4.0.0 is not supported
      --> four.yaml:1:1
       at /openapi
     help: OpenAPI 3.0 and 3.1 are: convert it to one of them
    error[L003]: this is a list, not an OpenAPI description
      --> list.yaml:1:1
     help: name the OpenAPI 3.0 or 3.1 description itself
    error[L003]: this is a single value, not an OpenAPI description
      --> number.json:1:1
     help: name the OpenAPI 3.0 or 3.1 description itself
    error[D004]: the file has no document in it
      --> empty.yaml:1:1
     help: write an OpenAPI description in YAML or JSON
    "#);
    let both = run_in(folder.path(), &["diff", "hello.yaml", "four.yaml"]);
    assert_eq!(both.stderr.matches("error[L003]").count(), 2, "{}", both.stderr);
}

#[test]
fn what_cannot_be_compared_is_said_with_what_to_do() {
    let checkout = Checkout::copy();
    let refused = |arguments: &[&str]| checkout.refuses(&[&["diff"], arguments].concat());
    // A folder inside the repository of somebody else would be found, so git is told to stop here.
    let outside = Command::new("git")
        .args(["rev-parse", "--git-dir"])
        .current_dir(checkout.path())
        .output()
        .unwrap();
    assert!(!outside.status.success(), "the temporary folder is in a repository");
    insta::assert_snapshot!(refused(&[]), @"
    error[R002]: this is not a git repository
      --> HEAD:1:1
     help: name two files, or run the command in a clone
    ");
    git(&checkout, &["init", "--quiet"]);
    commit(&checkout);
    insta::assert_snapshot!(refused(&["mian"]), @"
    error[R003]: `mian` is neither a file nor a revision that git knows
      --> mian:1:1
     help: check the name; `git log --oneline -- openapi` lists the commits that changed the contract
    ");
    insta::assert_snapshot!(refused(&["HEAD:openapi/gone.yaml"]), @"
    error[R004]: the revision does not have this file
      --> HEAD:openapi/gone.yaml:1:1
     help: name a commit that has it, or another path as `REVISION:PATH`
    ");
    insta::assert_snapshot!(refused(&["HEAD", "openapi/gone.yaml"]), @"
    error[R003]: `openapi/gone.yaml` is neither a file nor a revision that git knows
      --> openapi/gone.yaml:1:1
     help: check the name; `git log --oneline -- openapi` lists the commits that changed the contract
    ");
    checkout.write("openapi/accepted.toml", b"[[accept]]\nid = 1\n");
    insta::assert_snapshot!(refused(&[]), @"
    error[A001]: not a list of accepted findings: invalid type: integer `1`, expected a string
      --> openapi/accepted.toml:2:6
     help: `cargo xtask explain A001` shows an entry
    ");
    fs::remove_file(checkout.path().join("openapi/accepted.toml")).unwrap();
    checkout.write(CONTRACT, b"a: [");
    assert!(refused(&[]).starts_with("error[D004]"));
    let folder = TempDir::new().unwrap();
    let nowhere = run_in(folder.path(), &["diff", "a.yaml", "b.yaml"]);
    assert_eq!(nowhere.code, Some(2));
    insta::assert_snapshot!(nowhere.stderr, @"
    error: `a.yaml` is no file, and there is no checkout here
     help: name two files, or run the command in the folder that has `Cargo.toml` and `openapi/`, or below it
    ");
}
