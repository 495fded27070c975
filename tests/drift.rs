//! The generated client is what the contract says, and a client that is not is caught with the command to run.

use std::fs;

use document::progress::Silent;
use xtask::commands::regen;

use crate::checkout;

#[test]
fn the_generated_client_is_what_the_contract_says() {
    match regen::check(&checkout::root(), &Silent) {
        Ok(stale) => assert!(stale.files.is_empty(), "\n{stale}\n"),
        Err(failure) => panic!("\n{failure}\n"),
    }
}

#[test]
fn a_renamed_property_is_caught_with_the_file_and_the_command() {
    let copy = checkout::copy();
    let contract = copy.path().join("openapi/bolna.yaml");
    let text = fs::read_to_string(&contract).unwrap();
    fs::write(&contract, text.replace("qualify_frequency:", "qualify_interval:")).unwrap();

    let stale = regen::check(copy.path(), &Silent).unwrap().to_string();
    assert!(stale.contains("bolna-api/src/generated/types.rs is stale"), "{stale}");
    assert!(stale.contains("-    pub qualify_frequency:"), "{stale}");
    assert!(stale.contains("+    pub qualify_interval:"), "{stale}");
    assert!(stale.contains("Run `cargo xtask regen`"), "{stale}");
}

#[test]
fn a_file_that_was_edited_added_or_removed_by_hand_is_caught() {
    let copy = checkout::copy();
    let generated = copy.path().join("bolna-api/src/generated");
    fs::write(generated.join("extra.rs"), "").unwrap();
    fs::remove_file(generated.join("builder.rs")).unwrap();

    let stale = regen::check(copy.path(), &Silent).unwrap().to_string();
    assert!(stale.contains("extra.rs should not be there"), "{stale}");
    assert!(stale.contains("builder.rs is missing"), "{stale}");
    assert!(stale.contains("2 files are not what"), "{stale}");
}

#[test]
fn regenerating_twice_changes_nothing_the_second_time() {
    let copy = checkout::copy();
    fs::remove_dir_all(copy.path().join("bolna-api/src/generated")).unwrap();

    let first = regen::write(copy.path(), &Silent).unwrap();
    assert_eq!(first.changed.len(), first.files);
    let second = regen::write(copy.path(), &Silent).unwrap();
    assert!(second.changed.is_empty(), "{:?}", second.changed);
    assert!(regen::check(copy.path(), &Silent).unwrap().files.is_empty());
}

#[test]
fn media_encryption_is_the_strings_no_and_sdes_whether_no_is_quoted_or_plain() {
    let copy = checkout::copy();
    let contract = copy.path().join("openapi/bolna.yaml");
    let text = fs::read_to_string(&contract).unwrap();
    assert!(text.contains("- 'no'"), "the published page quotes it");
    fs::write(&contract, text.replace("- 'no'", "- no")).unwrap();

    let stale = regen::check(copy.path(), &Silent).unwrap();
    assert!(stale.files.is_empty(), "{stale}");
    let types = fs::read_to_string(copy.path().join("bolna-api/src/generated/types.rs")).unwrap();
    assert!(types.contains(r#"&["no", "sdes"]"#));
}
