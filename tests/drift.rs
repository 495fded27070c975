//! The generated client is what the contract says, and a client that is not is caught with the command to run.

use std::fs;

use document::progress::Silent;
use support::Checkout;
use support::checkout::root;
use xtask::commands::regen;

#[test]
fn the_generated_client_is_what_the_contract_says() {
    match regen::check(&root(), &Silent) {
        Ok(stale) => assert!(stale.files.is_empty(), "\n{stale}\n"),
        Err(failure) => panic!("\n{failure}\n"),
    }
}

#[test]
fn a_renamed_property_is_caught_with_the_file_and_the_command() {
    let copy = Checkout::copy();
    copy.edit("openapi/bolna.yaml", "qualify_frequency:", "qualify_interval:");

    let stale = regen::check(copy.path(), &Silent).unwrap().to_string();
    assert!(stale.contains("bolna-api/src/generated/types.rs is stale"), "{stale}");
    assert!(stale.contains("-    pub qualify_frequency:"), "{stale}");
    assert!(stale.contains("+    pub qualify_interval:"), "{stale}");
    assert!(stale.contains("Run `cargo xtask regen`"), "{stale}");
}

#[test]
fn a_file_that_was_edited_added_or_removed_by_hand_is_caught() {
    let copy = Checkout::copy();
    copy.write("bolna-api/src/generated/extra.rs", b"");
    fs::remove_file(copy.path().join("bolna-api/src/generated/builder.rs")).unwrap();

    let stale = regen::check(copy.path(), &Silent).unwrap().to_string();
    assert!(stale.contains("extra.rs should not be there"), "{stale}");
    assert!(stale.contains("builder.rs is missing"), "{stale}");
    assert!(stale.contains("2 files are not what"), "{stale}");
}

#[test]
fn regenerating_twice_changes_nothing_the_second_time() {
    let copy = Checkout::copy();
    fs::remove_dir_all(copy.path().join("bolna-api/src/generated")).unwrap();

    let first = regen::write(copy.path(), &Silent).unwrap();
    assert_eq!(first.changed.len(), first.files);
    let second = regen::write(copy.path(), &Silent).unwrap();
    assert!(second.changed.is_empty(), "{:?}", second.changed);
    assert!(regen::check(copy.path(), &Silent).unwrap().files.is_empty());
}

#[test]
fn media_encryption_is_the_strings_no_and_sdes_whether_no_is_quoted_or_plain() {
    let copy = Checkout::copy();
    // The published page quotes it.
    copy.edit("openapi/bolna.yaml", "- 'no'", "- no");

    let stale = regen::check(copy.path(), &Silent).unwrap();
    assert!(stale.files.is_empty(), "{stale}");
    let types = copy.text("bolna-api/src/generated/types.rs");
    assert!(types.contains(r#"&["no", "sdes"]"#));
}
