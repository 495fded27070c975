//! `openapi/provenance.toml` says of each operation of the contract where it came from, and of nothing else.

use std::fs;

use intake::provenance::{self, Provenance};

use support::checkout::root;

#[test]
fn each_operation_of_the_contract_has_its_origin_and_its_digest() {
    let folder = root().join("openapi");
    let contract = document::load("openapi/bolna.yaml", &fs::read(folder.join("bolna.yaml")).unwrap())
        .unwrap()
        .value;
    let text = fs::read_to_string(folder.join("provenance.toml")).unwrap();
    let said: Provenance = toml::from_str(&text).unwrap();

    let stated: Vec<_> = said
        .operations
        .iter()
        .map(|entry| (entry.method.clone(), entry.path.clone()))
        .collect();
    assert_eq!(stated, provenance::operations(&contract));
    for entry in &said.operations {
        let digest = provenance::digest(&contract, &entry.method, &entry.path);
        assert_eq!(
            Some(&entry.digest),
            digest.as_ref(),
            "{} {} is not as it was taken: bring it in with `cargo xtask vendor`, which writes the digest",
            entry.method,
            entry.path
        );
    }
}
