//! `cargo xtask regen`.

use support::Checkout;

use crate::command::Run;

const CONTRACT: &str = "openapi/bolna.yaml";
const OVERLAY: &str = "openapi/overlay.yaml";

/// Why `regen` refuses, with the text of the line that it names in place of the number, which moves with every change of
/// the contract; so does the number of an action.
fn refused(checkout: &Checkout) -> String {
    let said = checkout.refuses(&["regen"]);
    let lines = said.lines().map(|line| {
        let place = line.strip_prefix("  --> ").and_then(|place| place.rsplit_once(':'));
        match place.and_then(|(place, _)| place.rsplit_once(':')) {
            Some((file, number)) => {
                let text = checkout.text(file);
                let named = text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap();
                format!("  --> {file}: {}", named.trim().trim_start_matches("- "))
            }
            None => ["action ", "/actions/"]
                .into_iter()
                .fold(line.to_owned(), without_number),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn without_number(line: String, before: &str) -> String {
    match line.split_once(before) {
        Some((head, tail)) if tail.starts_with(|first: char| first.is_ascii_digit()) => {
            let rest = tail.trim_start_matches(|digit: char| digit.is_ascii_digit());
            format!("{head}{before}…{rest}")
        }
        _ => line,
    }
}

#[test]
fn a_checkout_that_is_up_to_date_stays_as_it_is() {
    let checkout = Checkout::copy();
    let before = checkout.state();
    assert_eq!(checkout.run(&["regen", "--check"]).code, Some(0));
    let ran = checkout.run(&["regen"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        ran.stderr, "",
        "results go to standard output, and a pipe sees no progress"
    );
    assert!(before == checkout.state());
}

#[test]
fn a_renamed_property_is_stale_until_it_is_regenerated() {
    let checkout = Checkout::copy();
    checkout.edit(CONTRACT, "qualify_frequency:", "qualify_interval:");

    let stale = checkout.run(&["regen", "--check"]);
    assert_eq!(stale.code, Some(1));
    assert!(
        stale.stdout.contains("bolna-api/src/generated/types.rs is stale"),
        "{}",
        stale.stdout
    );
    assert!(stale.stdout.contains("+    pub qualify_interval:"), "{}", stale.stdout);
    assert!(
        stale
            .stdout
            .ends_with("Run `cargo xtask regen` and commit what it changes.\n"),
        "{}",
        stale.stdout
    );

    let written = checkout.run(&["regen"]);
    assert_eq!(written.code, Some(0));
    assert!(
        written.stdout.contains("wrote bolna-api/src/generated/types.rs"),
        "{}",
        written.stdout
    );
    assert_eq!(checkout.run(&["regen", "--check"]).code, Some(0));
}

#[test]
fn the_command_works_from_any_folder_of_the_checkout_and_from_nowhere_else() {
    let checkout = Checkout::copy();
    let run = |folder: &std::path::Path| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["regen", "--check"]).current_dir(folder).output().unwrap()
    };
    assert!(run(&checkout.path().join("openapi")).status.success());

    let elsewhere = tempfile::TempDir::new().unwrap();
    let refused = run(elsewhere.path());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no checkout here"));
}

#[test]
fn an_overlay_action_that_matches_nothing_is_named() {
    let checkout = Checkout::copy();
    checkout.edit(
        OVERLAY,
        "$.paths['/sip-trunks/trunks'].get",
        "$.paths['/sip-trunks/gone'].get",
    );
    insta::assert_snapshot!(refused(&checkout), @r#"
    error[O002]: the action matches nothing: $.paths['/sip-trunks/gone'].get
      --> openapi/overlay.yaml: target: $.paths['/sip-trunks/gone'].get
       at /actions/…/target
     help: likely `target: "$.paths['/sip-trunks/trunks'].get"`; remove the action if the document was corrected upstream
    "#);
}

#[test]
fn an_overlay_action_without_a_reason_is_named() {
    let checkout = Checkout::copy();
    checkout.edit(
        OVERLAY,
        "    description: The document describes neither the schema nor its properties.\n",
        "",
    );
    insta::assert_snapshot!(refused(&checkout), @"
    error[O003]: action … (target $.components.schemas.Error) has no reason
      --> openapi/overlay.yaml: target: $.components.schemas.Error
       at /actions/…
     help: say in `description` why it is needed
    ");
}

#[test]
fn a_misspelt_field_of_an_overlay_is_named() {
    let checkout = Checkout::copy();
    checkout.edit(OVERLAY, "    remove: true", "    rmove: true");
    insta::assert_snapshot!(refused(&checkout), @"
    error[O001]: `rmove` is not a field of an overlay here
      --> openapi/overlay.yaml: rmove: true
       at /actions/…/rmove
     help: the fields are target, description, update, copy, remove
    ");
}

#[test]
fn an_unknown_keyword_is_named() {
    let checkout = Checkout::copy();
    checkout.edit(
        CONTRACT,
        "          default: 5060\n",
        "          default: 5060\n          $dynamicRef: '#port'\n",
    );
    insta::assert_snapshot!(refused(&checkout), @"
    error[L081]: `$dynamicRef` is a field of OpenAPI 3.1 that no pass lowers
      --> openapi/bolna.yaml: $dynamicRef: '#port'
       at /components/schemas/SIPTrunkGateway/properties/port/$dynamicRef
     help: say it in another way, or remove it, with an overlay action; or write a pass
    ");
}

#[test]
fn broken_yaml_is_named() {
    let checkout = Checkout::copy();
    checkout.edit(CONTRACT, "  title: Bolna API", "  title: Bolna API: the first");
    insta::assert_snapshot!(checkout.refuses(&["regen"]), @"
    error[D004]: not well-formed YAML: mapping values are not allowed in this context
      --> openapi/bolna.yaml:3:19
       at /info
     help: quote a value that holds a colon and a space
    ");
}

#[test]
fn a_missing_contract_and_a_missing_overlay_are_named() {
    for (name, args) in [
        (CONTRACT, ["regen"].as_slice()),
        (OVERLAY, ["regen", "--check"].as_slice()),
    ] {
        let checkout = Checkout::copy();
        std::fs::remove_file(checkout.path().join(name)).unwrap();
        let said = checkout.refuses(args);
        assert!(
            said.starts_with("error[D001]: cannot read the file: no such file"),
            "{said}"
        );
        assert!(
            said.contains(&format!("--> {name}:1:1\n help: check the path")),
            "{said}"
        );
    }
}

#[test]
fn every_error_is_told_at_once() {
    let checkout = Checkout::copy();
    checkout.edit(
        CONTRACT,
        "          type: boolean\n          description: Whether the trunk is active.",
        "          typ: boolean\n          $dynamicRef: '#active'",
    );
    let said = checkout.refuses(&["regen"]);
    assert_eq!(said.matches("error[").count(), 2, "{said}");
}

#[test]
fn the_version_stays_what_is_written() {
    let checkout = Checkout::copy();
    checkout.edit(CONTRACT, "  version: 1.0.0", "  version: 1.10");
    assert_eq!(checkout.run(&["regen"]).code, Some(0));
    let client = checkout.state().remove("bolna-api/src/generated/mod.rs").unwrap();
    assert!(String::from_utf8(client).unwrap().contains("/// Version: 1.10\n"));
}

#[test]
fn a_contract_in_json_gives_the_same_client() {
    let checkout = Checkout::copy();
    let yaml = std::fs::read(checkout.path().join(CONTRACT)).unwrap();
    let contract = document::load(CONTRACT, &yaml).unwrap();
    // JSON is YAML, so that the file keeps its name.
    checkout.write(
        CONTRACT,
        serde_json::to_string_pretty(&contract.value).unwrap().as_bytes(),
    );
    let ran = checkout.run(&["regen", "--check"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
}
