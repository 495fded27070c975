//! Whatever is taken into whatever contract, the text says what was merged.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::splice::splice;
use super::testing::page;
use super::{emit, merge};
use crate::CONTRACT;

fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({})),
        "[a-z:# '\n]{0,9}".prop_map(|text| json!({"description": text, "enum": ["no", text]})),
        "[ABCD]".prop_map(|name| json!({"$ref": format!("#/components/schemas/{name}")})),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::btree_map("[a-d/~ ]{1,3}", inner.clone(), 0..3)
                .prop_map(|members| json!({"properties": members})),
            prop::collection::vec(inner, 0..3).prop_map(|items| json!({"anyOf": items, "default": null})),
        ]
    })
}

fn document() -> impl Strategy<Value = Value> {
    let operation = ("/[ab]", prop_oneof![Just("get"), Just("put")], schema());
    let operations = prop::collection::vec(operation, 1..4);
    let schemas = prop::collection::btree_map("[ABCD]", schema(), 0..4);
    (operations, schemas).prop_map(|(operations, schemas)| {
        let mut document = json!({"openapi": "3.1.0", "paths": {}, "components": {"schemas": schemas}});
        for (path, method, schema) in operations {
            let paths = document["paths"].as_object_mut().unwrap();
            paths.entry(path).or_insert(json!({}))[method] = schema;
        }
        document
    })
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn the_spliced_text_says_what_was_merged_and_taking_it_again_changes_nothing(
        ours in document(), theirs in document(), json: bool,
    ) {
        let ours = emit::document(&ours, &document::SourceMap::default());
        let text = if json {
theirs.to_string()
} else {
emit::document(&theirs, &document::SourceMap::default())
};
        let read = document::load_text(CONTRACT, &ours, 0).unwrap();
        let page = page(&text);
        let wanted = merge::merge(&read.value, &[&page]).value;
        let spliced = splice(&ours, &read, &wanted, &[&page]);
        prop_assert!(spliced.is_some(), "{}\n{}\n{}", ours, text, wanted);
        let again = document::load_text(CONTRACT, &spliced.clone().unwrap(), 0).unwrap();
        let twice = merge::merge(&again.value, &[&page]).value;
        prop_assert_eq!(splice(&spliced.clone().unwrap(), &again, &twice, &[&page]), spliced);
    }
}
