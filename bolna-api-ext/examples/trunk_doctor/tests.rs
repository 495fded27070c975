//! What the example makes of a command line and of trunks, without running it.

use bolna_api_ext::sip_trunks::doctor::Severity;
use serde_json::Value;

use super::arguments::FailOn;
use super::*;

fn parse(line: &str) -> Result<Command, String> {
    Command::parse(line.split_whitespace().map(str::to_owned))
}

fn report(json: &str) -> Report {
    let trunks = trunks(json).unwrap();
    Report {
        findings: doctor::diagnose_all(&trunks),
        changes: None,
        trunks,
    }
}

const SDES: &str = r#"[{"name": "Desk\u001b[2J\u202e", "transport": "transport-udp", "media_encryption": "sdes", "gateways": [{"gateway_address": "a.example"}]}]"#;

#[test]
fn options_are_read_with_a_blank_and_with_a_sign() {
    let look = |line| match parse(line) {
        Ok(Command::Look(arguments)) => arguments,
        other => panic!("{other:?}"),
    };
    assert_eq!(look(""), Arguments::default());
    let arguments = look("--file a.json --since=- --format dot --fail-on=note");
    assert_eq!(arguments.file.as_deref(), Some("a.json"));
    assert_eq!(arguments.since.as_deref(), Some("-"));
    assert_eq!(arguments.format, Format::Dot);
    assert_eq!(arguments.fail_on, FailOn(Some(Severity::Note)));
    assert_eq!(look("--fail-on never").fail_on, FailOn(None));
    assert_eq!(parse("--format json --help"), Ok(Command::Help));
    assert_eq!(
        parse("--explain no-gateway"),
        Ok(Command::Explain("no-gateway".to_owned()))
    );
}

#[test]
fn what_is_no_option_says_why() {
    for (line, reason) in [
        (
            "trunks.json",
            "unknown argument `trunks.json`; --help shows those that there are",
        ),
        ("--file", "`--file` needs a value; --help shows which"),
        (
            "--format yaml",
            "`yaml` is none of what `--format` takes: text, json, mermaid, dot",
        ),
        (
            "--fail-on=all",
            "`all` is none of what `--fail-on` takes: error, warning, note, never",
        ),
        (
            "--file - --since -",
            "standard input can be one of `--file` and `--since` alone",
        ),
    ] {
        assert_eq!(parse(line), Err(reason.to_owned()), "{line}");
    }
}

#[test]
fn a_saved_list_is_an_array_or_in_an_envelope_and_one_trunk_is_one() {
    assert_eq!(trunks(r#" [{"id": "1"}]"#).unwrap().len(), 1);
    assert_eq!(trunks(r#"{"data": [{"id": "1"}]}"#).unwrap().len(), 1);
    assert_eq!(trunks(r#"{"id": "1", "name": "Desk"}"#).unwrap().len(), 1);
    let reason = |text| trunks(text).unwrap_err().to_string();
    assert_eq!(
        reason(r#"{"error": 500}"#),
        "it is neither a list of trunks nor a trunk"
    );
    assert!(trunks("").is_err());
}

#[test]
fn a_code_that_is_none_has_those_that_are_near() {
    let near = "there is no finding `sdes-wihtout-tls`; near to it are sdes-without-tls";
    assert_eq!(explain::no_finding("sdes-wihtout-tls"), near);
    let near = explain::no_finding("no-gateways");
    assert!(near.ends_with("near to it are no-gateway"), "{near}");
    let near = explain::no_finding("private");
    assert!(
        near.ends_with("near to it are gateway-private, address-private"),
        "{near}"
    );
    assert!(explain::no_finding("nope").contains("; there are value-unknown, no-gateway, "));
}

#[test]
fn there_are_colours_only_where_they_are_on_and_no_name_has_any() {
    let report = report(SDES);
    assert!(!report.text(Paint { is_on: false }).contains('\u{1b}'));
    let colourful = report.text(Paint { is_on: true });
    assert!(
        colourful.contains("\u{1b}[1;31merror[sdes-without-tls]\u{1b}[0m"),
        "{colourful}"
    );
    assert!(!colourful.contains("\u{1b}[2J") && !colourful.contains('\u{202e}'));
}

#[test]
fn something_is_found_at_the_level_and_above_it() {
    let report = report(SDES);
    for (level, is_found) in [
        (Some(Severity::Error), true),
        (Some(Severity::Note), true),
        (None, false),
    ] {
        assert_eq!(report.is_found(FailOn(level)), is_found);
    }
    let only_notes =
        self::report(r#"[{"gateways": [{"gateway_address": "a.example"}, {"gateway_address": "b.example"}]}]"#);
    assert!(!only_notes.is_found(FailOn(Some(Severity::Warning))));
    assert!(only_notes.is_found(FailOn(Some(Severity::Note))));
}

#[test]
fn a_machine_reads_counts_findings_and_changes() {
    let mut report = report(SDES);
    let json: Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!((&json["trunks"], &json["errors"]), (&1.into(), &1.into()));
    assert_eq!(json["findings"][0]["code"], "sdes-without-tls");
    assert!(json.get("changes").is_none());
    report.changes = Some(changes(&[], &report.trunks));
    let json: Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 1);
}
