//! Any bytes: a document or a finding, never a panic; and each node has a place.

#![no_main]

use document::{Document, Pointer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.yaml", "fuzz.json"] {
        match document::load(name, bytes) {
            Ok(document) => {
                // A carriage return alone ends a line too (YAML 1.2 section 5.4). An empty node behind the last
                // character, `---` alone for one, lies on the next line for the parser.
                let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
                let lines = u32::try_from(ends + 2).unwrap_or(u32::MAX);
                placed(&document, lines);
                round_trip(&document);
            }
            Err(failure) => assert!(!failure.to_string().is_empty()),
        }
    }
});

/// The root and its members lie in the file.
fn placed(document: &Document, lines: u32) {
    let members = document
        .value
        .as_object()
        .into_iter()
        .flat_map(|members| members.keys());
    let pointers = members.map(|name| Pointer::from_tokens([name.as_str()]));
    for pointer in std::iter::once(Pointer::root()).chain(pointers) {
        let location = document.locate(&pointer);
        assert!((1..=lines).contains(&location.line), "{pointer} at {location}");
        assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer));
    }
}

/// What was read is JSON, and reading it again as JSON gives the same.
fn round_trip(document: &Document) {
    let text = document.value.to_string();
    if text.starts_with(['{', '[']) {
        let again = document::load("again.json", text.as_bytes()).map_err(|failure| failure.to_string());
        assert_eq!(again.map(|again| again.value), Ok(document.value.clone()), "{text}");
    }
}
