//! Any text as a published page: fences that are in the page, and documents in them with places that are, too.

#![no_main]

use document::{Pointer, page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lines = text.matches(['\n', '\r']).count() + 1;
    for fence in page::read(text).fences {
        assert!(fence.line >= 1 && fence.line <= lines, "line {} of {lines}", fence.line);
        assert!(fence.path.starts_with('/') && fence.method.chars().all(|letter| letter.is_ascii_uppercase()));
        match document::load_text("page.md", &fence.text, fence.line) {
            Ok(document) => {
                let place = document.locate(&Pointer::root());
                assert!(place.line as usize > fence.line, "{place} is before the fence in line {}", fence.line);
            }
            Err(failure) => assert!(!failure.to_string().is_empty()),
        }
    }
});
