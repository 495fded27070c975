//! A page of each operation, cut from the contract, vendored into the contract.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use document::{Input, normal, operations};
use intake::gather::Gathered;
use intake::{Before, OperationKey, Plan, Taken};
use serde_json::Value;
use support::checkout::root;

use crate::vendor::{FILE, PROVENANCE};

/// The lines of a text, in which blocks are found by the indentation of their key.
struct Lines<'a>(Vec<&'a str>);

impl<'a> Lines<'a> {
    /// The line of `key` and all that is indented deeper, within this block.
    fn block(&self, indent: usize, key: &str) -> Self {
        let heads = ["", "'"].map(|quote| format!("{}{quote}{key}{quote}:", " ".repeat(indent)));
        let is_head = |line: &&str| {
            heads
                .iter()
                .any(|head| *line == head || line.starts_with(&format!("{head} ")))
        };
        let start = self.0.iter().position(is_head).unwrap_or_else(|| panic!("no `{key}`"));
        let deeper = |line: &&&str| line.is_empty() || line.len() - line.trim_start().len() > indent;
        let rest = self.0[start + 1..].iter().take_while(deeper);
        Self(std::iter::once(&self.0[start]).chain(rest).copied().collect())
    }
}

fn read(name: &str) -> Input {
    Input {
        name: name.to_owned(),
        bytes: std::fs::read(root().join(name)).unwrap(),
    }
}

/// The components that `value` refers to, with those that they refer to, as section and name.
fn reached(contract: &Value, value: &Value, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            if let Some((section, name)) = target
                .and_then(|target| target.strip_prefix("#/components/"))
                .and_then(|target| target.split_once('/'))
                && found.insert((section.to_owned(), name.to_owned()))
            {
                reached(contract, &contract["components"][section][name], found);
            }
            members.values().for_each(|value| reached(contract, value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| reached(contract, value, found)),
        _ => {}
    }
}

/// The page of an operation, as it is published: the parts of `text` that are about it, line by line.
fn page(text: &str, contract: &Value, operation: &operations::Operation<'_>) -> Taken {
    let (method, path) = (operation.method, operation.path);
    let lines = Lines(text.lines().collect());
    let mut cut: Vec<&str> = ["openapi", "info", "servers", "security"]
        .iter()
        .flat_map(|key| match *key {
            "servers" | "security" => {
                // Sequences stand at the indentation of their key or deeper.
                let mut block = lines.block(0, key).0;
                block.retain(|line| !line.is_empty());
                block
            }
            key => lines.block(0, key).0,
        })
        .collect();
    let paths = lines.block(0, "paths");
    let item = paths.block(2, path);
    cut.extend([paths.0[0], item.0[0]]);
    cut.extend(item.block(4, method).0);
    let mut found = BTreeSet::from([("securitySchemes".to_owned(), "bearerAuth".to_owned())]);
    reached(contract, operation.value, &mut found);
    let components = lines.block(0, "components");
    cut.push(components.0[0]);
    let sections: BTreeSet<&String> = found.iter().map(|(section, _)| section).collect();
    for section in sections {
        let block = components.block(2, section);
        cut.push(block.0[0]);
        for (_, name) in found.iter().filter(|(of, _)| of == section) {
            cut.extend(block.block(4, name).0);
        }
    }
    let mut markdown = format!("# {method} {path}\n\n````yaml {} {path}\n", method.to_uppercase());
    for line in cut {
        writeln!(markdown, "{line}").unwrap();
    }
    markdown.push_str("````\n");
    Taken {
        name: format!("{method} {path}.md"),
        is_url: false,
        bytes: markdown.into_bytes(),
    }
}

fn plan(before: &Before, pages: Vec<Taken>) -> Plan {
    let gathered = Gathered {
        given: pages,
        ..Gathered::default()
    };
    intake::plan(before, &gathered, "2026-12-24").unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn a_page_cut_from_the_contract_changes_nothing_of_any_operation() {
    let contract = read(FILE);
    let text = String::from_utf8(contract.bytes.clone()).unwrap();
    let value = document::load(FILE, &contract.bytes).unwrap().value;
    let before = Before {
        contract: Some(contract),
        provenance: Some(read(PROVENANCE)),
    };
    let mut seen = 0;
    for operation in operations::all(&value) {
        let plan = plan(&before, vec![page(&text, &value, &operation)]);
        assert!(!plan.changes.anything, "{}: {}", operation.heading(), plan.changes);
        assert_eq!(plan.contract, text, "{}", operation.heading());
        assert_eq!(plan.notes, [""; 0], "{}", operation.heading());
        seen += 1;
    }
    assert_eq!(seen, OperationKey::all(&value).len());
    assert!(seen >= 70, "{seen} operations");
}

#[test]
fn pages_that_are_spelled_in_another_way_change_the_text_and_mean_the_same() {
    let contract = read(FILE);
    let written = document::load(FILE, &contract.bytes).unwrap();
    // As somebody who tidies would write it.
    let tidy = normal::to_normal_form(&written.value);
    assert_ne!(tidy, written.value, "the contract is spelled as published");
    let text = serde_json::to_string(&tidy).unwrap();
    let pages = operations::all(&tidy).map(|operation| {
        let mut found = BTreeSet::from([("securitySchemes".to_owned(), "bearerAuth".to_owned())]);
        reached(&tidy, operation.value, &mut found);
        let mut page: Value = serde_json::from_str(&text).unwrap();
        page["paths"] = serde_json::json!({operation.path: {operation.method: operation.value}});
        let components = page["components"].as_object_mut().unwrap();
        for (section, members) in components.iter_mut() {
            let members = members.as_object_mut().unwrap();
            members.retain(|name, _| found.contains(&(section.clone(), name.clone())));
        }
        let (method, path) = (operation.method.to_uppercase(), operation.path);
        let text = serde_json::to_string_pretty(&page).unwrap();
        Taken {
            name: format!("{method} {path}.md"),
            is_url: false,
            bytes: format!("# Page\n\n````json {method} {path}\n{text}\n````\n").into_bytes(),
        }
    });
    let before = Before {
        contract: Some(contract),
        provenance: Some(read(PROVENANCE)),
    };
    let plan = plan(&before, pages.collect());
    assert!(plan.changes.anything);
    let vendored = document::load(FILE, plan.contract.as_bytes()).unwrap();
    let findings = diff::compare(&written, &vendored);
    let said: Vec<String> = findings
        .iter()
        .map(|finding| format!("{}: {}", finding.subject, finding.message))
        .collect();
    assert_eq!(said, [""; 0]);
}
