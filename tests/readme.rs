//! The READMEs show code that compiles.

use std::fs;

use support::checkout::root;

#[test]
fn the_quick_start_is_the_one_that_is_compiled_with_the_crate() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let compiled = rust(&read("bolna-api-ext/README.md"), "```rust,no_run\n");
    assert_eq!(rust(&read("README.md"), "```rust\n"), compiled);
}

/// The first block of code behind `fence`.
fn rust(markdown: &str, fence: &str) -> String {
    let (_, behind) = markdown.split_once(fence).unwrap();
    behind.split_once("```").unwrap().0.to_owned()
}
