//! What an overlay does to a contract, and to the places of what it writes.

use serde_json::json;

use crate::overlay::{Corrected, apply};
use document::finding::Failure;
use document::{Document, Pointer, load};

const CONTRACT: &str = "\
info: {title: An API}
tags: [{name: a}, {name: b}]
paths:
  /a: {get: {summary: A}}
  /b: {get: {summary: B}}
  /c: {get: {summary: C}}
";

fn overlaid(actions: &str) -> Result<Document, String> {
    let text = format!("overlay: 1.1.0\ninfo: {{title: T, version: 1.0.0}}\nactions:\n{actions}");
    let contract = load("contract.yaml", CONTRACT.as_bytes()).unwrap();
    let overlay = load("overlay.yaml", text.as_bytes()).unwrap();
    corrected(&contract, &overlay).map_err(|failure| failure.to_string())
}

/// The contract, corrected, or everything that is at fault.
fn corrected(contract: &Document, overlay: &Document) -> Result<Document, Failure> {
    match apply(contract, overlay)? {
        Corrected { document, faults } if faults.is_empty() => Ok(document),
        Corrected { faults, .. } => Err(Failure { findings: faults }),
    }
}

fn value_at(document: &Document, pointer: &str) -> String {
    document.locate(&Pointer::parse(pointer).unwrap()).to_string()
}

#[test]
fn what_an_action_writes_lies_in_the_overlay_and_the_rest_where_it_was() {
    let document =
        overlaid("  - target: $.paths['/b'].get\n    description: why\n    update:\n      operationId: b\n").unwrap();
    assert_eq!(
        document.value.pointer("/paths/~1b/get"),
        Some(&json!({"summary": "B", "operationId": "b"}))
    );
    assert_eq!(value_at(&document, "/paths/~1b/get/operationId"), "overlay.yaml:7:7");
    assert_eq!(value_at(&document, "/paths/~1b/get/summary"), "contract.yaml:5:14");
}

#[test]
fn removing_keeps_the_order_of_what_is_left() {
    let document = overlaid("  - {target: \"$.paths['/a']\", description: why, remove: true}\n").unwrap();
    let paths: Vec<&String> = document
        .value
        .pointer("/paths")
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .collect();
    assert_eq!(paths, ["/b", "/c"]);
}

#[test]
fn elements_behind_a_removed_one_keep_their_places() {
    let document = overlaid("  - {target: \"$.tags[?@.name=='a']\", description: why, remove: true}\n").unwrap();
    assert_eq!(document.value.pointer("/tags"), Some(&json!([{"name": "b"}])));
    assert_eq!(value_at(&document, "/tags/0/name"), "contract.yaml:2:20");
}

#[test]
fn what_is_appended_to_an_array_lies_in_the_overlay() {
    let document = overlaid("  - target: $.tags\n    description: why\n    update: {name: c}\n").unwrap();
    assert_eq!(document.value.pointer("/tags/2"), Some(&json!({"name": "c"})));
    assert_eq!(value_at(&document, "/tags/2/name"), "overlay.yaml:6:14");
    assert_eq!(value_at(&document, "/tags/1/name"), "contract.yaml:2:20");
}

#[test]
fn a_copy_lies_where_the_original_does() {
    let document =
        overlaid("  - {target: \"$.paths['/b'].get\", description: why, copy: \"$.paths['/c'].get\"}\n").unwrap();
    assert_eq!(document.value.pointer("/paths/~1b/get/summary"), Some(&json!("C")));
    assert_eq!(value_at(&document, "/paths/~1b/get/summary"), "contract.yaml:6:14");
}

#[test]
fn a_later_action_sees_what_an_earlier_one_did() {
    let document = overlaid(
        "  - {target: $.info, description: why, update: {x-new: {a: 1}}}\n  - {target: \"$.info['x-new']\", description: why, update: {b: 2}}\n",
    )
    .unwrap();
    assert_eq!(document.value.pointer("/info/x-new"), Some(&json!({"a": 1, "b": 2})));
}

#[test]
fn elements_that_are_removed_together_leave_the_places_of_the_others() {
    let document = overlaid("  - {target: \"$.tags[*]\", description: why, remove: true}\n").unwrap();
    assert_eq!(document.value.pointer("/tags"), Some(&json!([])));
    let document = overlaid("  - {target: \"$.paths['/a','/b'].get\", description: why, remove: true}\n").unwrap();
    assert_eq!(
        document.value.pointer("/paths"),
        Some(&json!({"/a": {}, "/b": {}, "/c": {"get": {"summary": "C"}}}))
    );
}

#[test]
fn a_copy_has_one_original() {
    let refused = |copy: &str| {
        let said = overlaid(&format!("  - {{target: $.info, description: why, copy: \"{copy}\"}}\n")).unwrap_err();
        said.lines().next().unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(refused("$.paths.*.get"), @r#"error[O001]: the action cannot be applied: `copy` source "$.paths.*.get" matched multiple nodes; exactly one is required: $.info"#);
    insta::assert_snapshot!(refused("$.nothing"), @r#"error[O001]: the action cannot be applied: `copy` source "$.nothing" matched no node: $.info"#);
}

#[test]
fn the_values_are_those_that_the_library_makes_of_the_whole_overlay() {
    use enumset::EnumSet;
    use roas_overlay::apply::Apply;
    let actions = "\
- {target: $.tags, description: d, update: {name: c}}
- {target: $.tags, description: d, update: [{name: d}, {name: e}]}
- {target: \"$.paths[*].get\", description: d, update: {tags: [x], x-nested: {get: {summary: N}}}}
- {target: $..get, description: d, update: {tags: [y], summary: Y}}
- {target: \"$.tags[?@.name=='a' || @.name=='d']\", description: d, remove: true}
- {target: \"$.paths['/c'].get.tags\", description: d, copy: \"$.paths['/a'].get.tags\"}
- {target: \"$.paths['/c'].get.tags\", description: d, copy: $.info}
- {target: \"$.paths['/a','/b'].get['x-nested']\", description: d, remove: true}
- {target: $, description: d, update: {info: {title: Another}}}
- {target: $.info, description: d, update: [replaced]}
";
    let ours = overlaid(actions).unwrap().value;
    let text = format!("overlay: 1.1.0\ninfo: {{title: T, version: 1.0.0}}\nactions:\n{actions}");
    let overlay = load("overlay.yaml", text.as_bytes()).unwrap().value;
    let overlay: roas_overlay::v1_1::Overlay = serde_json::from_value(overlay).unwrap();
    let mut theirs = load("contract.yaml", CONTRACT.as_bytes()).unwrap().value;
    overlay.apply(&mut theirs, EnumSet::empty()).unwrap();
    assert_eq!(ours, theirs);
}

#[test]
fn version_1_0_is_an_overlay_too() {
    let contract = load("contract.yaml", CONTRACT.as_bytes()).unwrap();
    let overlay = load(
        "overlay.yaml",
        b"overlay: 1.0.0\ninfo: {title: T, version: 1.0.0}\nactions: [{target: $.info, description: why, update: {version: '2'}}]",
    )
    .unwrap();
    assert_eq!(
        corrected(&contract, &overlay).unwrap().value.pointer("/info/version"),
        Some(&json!("2"))
    );
}

#[test]
fn what_is_no_overlay_is_refused_where_it_is_wrong() {
    let contract = load("contract.yaml", CONTRACT.as_bytes()).unwrap();
    let refused = |text: &str| {
        let overlay = load("overlay.yaml", text.as_bytes()).unwrap();
        let said = corrected(&contract, &overlay).unwrap_err().to_string();
        said.lines().take(2).collect::<Vec<_>>().join("")
    };
    insta::assert_snapshot!(refused("openapi: 3.1.0"), @"error[O001]: `openapi` is not a field of an overlay here  --> overlay.yaml:1:1");
    insta::assert_snapshot!(refused("overlay: 2.0.0\ninfo: {title: T, version: '1'}\nactions: []"), @r#"error[O001]: the overlay is not valid: invalid value: string "2.0.0", expected `1.1.<patch>` semver (Overlay v1.1)  --> overlay.yaml:1:1"#);
    insta::assert_snapshot!(refused("overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions: []"), @"error[O001]: the overlay is not valid: must contain at least one entry  --> overlay.yaml:3:1");
    insta::assert_snapshot!(refused("overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: info, description: d, update: {}}"), @"error[O001]: the overlay is not valid: invalid JSONPath query: at position 0, parser error  --> overlay.yaml:4:4");
    insta::assert_snapshot!(refused("overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: $.info.title, description: d, update: {}}"), @"error[O001]: the action cannot be applied: action `target` must resolve to objects or arrays, not primitives or null: $.info.title  --> overlay.yaml:4:4");
    insta::assert_snapshot!(refused("overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: 5, description: d, update: {}}"), @"error[O001]: the overlay is not valid: invalid type: integer `5`, expected a string  --> overlay.yaml:4:4");
}

#[test]
fn every_action_that_is_at_fault_is_named_at_once_and_the_others_are_applied() {
    let contract = load("contract.yaml", CONTRACT.as_bytes()).unwrap();
    let overlay = "overlay: 1.1.0
info: {title: T, version: '1'}
actions:
  - {target: \"$.paths['/aa'].get\", description: why, update: {operationId: a}}
  - {target: \"$.paths['/b'].get\", description: why, update: {operationId: b}}
  - {target: $.paths.none, description: why, remove: true}
  - {target: $.info.title, description: why, update: {}}
  - {target: $.info, update: {x-late: true}}
";
    let overlay = load("overlay.yaml", overlay.as_bytes()).unwrap();
    let Corrected { document, faults } = apply(&contract, &overlay).unwrap();
    assert_eq!(document.value.pointer("/paths/~1b/get/operationId"), Some(&json!("b")));
    insta::assert_snapshot!(Failure { findings: faults }, @r#"
    error[O002]: the action matches nothing: $.paths['/aa'].get
      --> overlay.yaml:4:6
       at /actions/0/target
     help: likely `target: "$.paths['/a'].get"`; remove the action if the document was corrected upstream

    error[O002]: the action matches nothing: $.paths.none
      --> overlay.yaml:6:6
       at /actions/2/target
     help: remove it if the document was corrected upstream, else adjust its `target`

    error[O001]: the action cannot be applied: action `target` must resolve to objects or arrays, not primitives or null: $.info.title
      --> overlay.yaml:7:6
       at /actions/3/target
     help: select objects or arrays with a JSONPath (RFC 9535)

    error[O003]: action 5 (target $.info) has no reason
      --> overlay.yaml:8:5
       at /actions/4
     help: say in `description` why it is needed
    "#);
}
