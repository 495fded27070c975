//! Reports for the tests of what is made from them.

use serde_json::json;

use super::model::{Direction, Finding, Place, Report, Rust, Side, SurfaceChange, Wire};
use super::rules;
use document::rule::Rule;
use document::{Location, Pointer};

static REMOVED: Rule = rule("property.removed");
static ADDED: Rule = rule("property.added");
static DESCRIBED: Rule = rule("info.description.changed");

/// A rule about which there is nothing to say.
const fn rule(id: &'static str) -> Rule {
    Rule {
        id,
        title: id,
        explanation: id,
        example: id,
    }
}

fn place(file: &str, pointer: &str, line: u32) -> Option<Place> {
    Some(Place {
        pointer: Pointer::parse(pointer).unwrap(),
        location: Location {
            line,
            column: 3,
            ..Location::start_of(file)
        },
    })
}

/// One finding of each severity, one change of the surface that follows from a finding and one that does not, and every
/// character that a format has to escape.
pub(crate) fn report() -> Report {
    let port = "/components/schemas/Gateway/properties/port";
    let note = "/components/schemas/Gateway/properties/note";
    let finding = |rule, subject: &str, direction, wire, message: &str| Finding {
        rule,
        subject: subject.to_owned(),
        direction,
        wire,
        rust: Some(Rust::None),
        base: place("a b.yaml", port, 7),
        revision: place("b.yaml", port, 9),
        nearest: None,
        old: None,
        new: None,
        operations: vec!["GET /trunks".to_owned(), "POST /trunks".to_owned()],
        message: message.to_owned(),
        why: "It is so.".to_owned(),
        counterexample: None,
        accepted: None,
    };
    let breaking = Finding {
        rust: Some(Rust::Breaking),
        revision: None,
        nearest: place("b.yaml", "/components/schemas/Gateway/properties", 8),
        old: Some(json!({"type": "integer"})),
        counterexample: Some(json!({"port": 1})),
        ..finding(
            &REMOVED,
            "Gateway.port",
            Direction::Response,
            Wire::Breaking,
            "`port` is gone: 100%, <b>\"&'`|\n\u{1b}[31m",
        )
    };
    let risky = Finding {
        old: Some(json!("a")),
        new: Some(json!("b")),
        ..finding(
            &rules::schema::PATTERN_CHANGED,
            "Gateway.name",
            Direction::Both,
            Wire::Risky,
            "the pattern is another one",
        )
    };
    let safe = Finding {
        rust: Some(Rust::Additive),
        base: None,
        revision: place("b.yaml", note, 12),
        new: Some(json!({"type": "string"})),
        ..finding(
            &ADDED,
            "Gateway.note",
            Direction::Response,
            Wire::Safe,
            "the property `note` is new",
        )
    };
    let docs = Finding {
        operations: Vec::new(),
        ..finding(
            &DESCRIBED,
            "info",
            Direction::None,
            Wire::Docs,
            "the description is another one",
        )
    };
    let change = |item: &str, rust, old: Option<&str>, new: Option<&str>, findings: &[usize]| SurfaceChange {
        item: item.to_owned(),
        rust,
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
        why: "It is so.".to_owned(),
        findings: findings.to_vec(),
        accepted: None,
    };
    Report {
        surface: Some(vec![
            change(
                "types::Gateway::port",
                Rust::Breaking,
                Some("port: Option<i64>"),
                None,
                &[0],
            ),
            change("types::Old", Rust::Breaking, Some("pub struct Old"), None, &[]),
            change(
                "types::Gateway::note",
                Rust::Additive,
                None,
                Some("note: Option<String>"),
                &[2],
            ),
        ]),
        findings: vec![breaking, risky, safe, docs],
        ..empty()
    }
}

/// Nothing changed.
pub(crate) fn empty() -> Report {
    let side = |name: &str| Side {
        name: name.to_owned(),
        note: None,
    };
    Report {
        base: side("HEAD:openapi/bolna.yaml"),
        revision: side("openapi/bolna.yaml"),
        findings: Vec::new(),
        surface: Some(Vec::new()),
        surface_missing: None,
        version: Some("0.1.0".to_owned()),
    }
}
