//! How long comparing two contracts takes, loading included and apart: the whole API of the fixtures with 30 edits,
//! synthetic documents of 70, 700 and 7,000 operations with 30 edits each and with an edit in each component, and schemas
//! in circles.
//!
//! ```sh
//! cargo bench -p xtask --bench diff                   # sizes: 70 700 7000
//! cargo bench -p xtask --bench diff -- 70 700         # these
//! ```
//!
//! The smallest of the runs counts.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on stops"
)]

mod edits;
#[path = "../regen/synthetic.rs"]
mod synthetic;

use std::time::{Duration, Instant};

use comfy_table::{CellAlignment, Table};
use diff::compare;
use document::load;
use serde_json::{Value, json};

/// How many edits a revision has, as the issue of this command asks for.
const EDITS: usize = 30;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .map(|size| size.parse().expect("a number of operations"))
        .collect();
    let mut table = Table::new();
    table.load_style(comfy_table::presets::ASCII_MARKDOWN);
    table.set_header(["documents", "KiB", "findings", "load both", "compare", "total"]);
    let fixture = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/whole-api.yaml");
    let text = std::fs::read_to_string(fixture).expect("the fixture");
    let whole = load("base.yaml", text.as_bytes()).expect("a sound document").value;
    let revised = edits::some(&whole, EDITS);
    // The base as it is written, in YAML; the revision as JSON.
    measure(
        &mut table,
        "whole API, 30 edits",
        ("base.yaml", &text),
        &revised.to_string(),
    );
    for size in if sizes.is_empty() { vec![70, 700, 7_000] } else { sizes } {
        let base = synthetic::with(size);
        let value: Value = serde_json::from_str(&base).expect("JSON");
        let (some, each) = (edits::some(&value, EDITS).to_string(), edits::each(&value).to_string());
        measure(
            &mut table,
            &format!("{size} operations, 30 edits"),
            ("base.json", &base),
            &some,
        );
        measure(
            &mut table,
            &format!("{size} operations, each component edited"),
            ("base.json", &base),
            &each,
        );
        measure(
            &mut table,
            &format!("{size} operations, the same"),
            ("base.json", &base),
            &base,
        );
    }
    for size in [100, 1_000] {
        let (base, revision) = (
            circles(size, "string").to_string(),
            circles(size, "integer").to_string(),
        );
        measure(
            &mut table,
            &format!("{size} schemas in circles"),
            ("base.json", &base),
            &revision,
        );
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
}

fn measure(table: &mut Table, what: &str, (name, base): (&str, &str), revision: &str) {
    let runs = if base.len() > 1 << 22 { 3 } else { 7 };
    let mut least: Option<(Duration, Duration)> = None;
    let mut found = 0;
    for _ in 0..runs {
        let begin = Instant::now();
        let old = load(name, base.as_bytes()).expect("a sound document");
        let new = load("revision.json", revision.as_bytes()).expect("a sound document");
        let loaded = begin.elapsed();
        let begin = Instant::now();
        found = compare(&old, &new).len();
        let compared = begin.elapsed();
        least = Some(least.map_or((loaded, compared), |least| (least.0.min(loaded), least.1.min(compared))));
    }
    let (loaded, compared) = least.expect("a run");
    table.add_row([
        what.to_owned(),
        ((base.len() + revision.len()) >> 10).to_string(),
        found.to_string(),
        ms(loaded),
        ms(compared),
        ms(loaded + compared),
    ]);
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}

/// Schemas of which each refers to the next and to the one before, so that all are in circles; the last one is a `leaf`.
fn circles(size: usize, leaf: &str) -> Value {
    let reference = |index: usize| json!({"$ref": format!("#/components/schemas/S{}", index % size)});
    let schemas: serde_json::Map<String, Value> = (0..size)
        .map(|index| {
            let own = if index + 1 == size { leaf } else { "string" };
            let properties =
                json!({"next": reference(index + 1), "last": reference(index + size - 1), "name": {"type": own}});
            let choice = json!([reference(index + 2), {"type": "null"}]);
            let schema = json!({"type": "object", "properties": properties, "anyOf": choice});
            (format!("S{index}"), schema)
        })
        .collect();
    let content = json!({"application/json": {"schema": reference(0)}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Circles", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}},
        "components": {"schemas": schemas},
    })
}
