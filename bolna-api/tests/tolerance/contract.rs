//! The contract of which bodies are made up.

use std::sync::LazyLock;

use document::progress::Silent;
use document::{Document, Input};
use support::checkout::root;

/// The corrected contract as the generator takes it: each component is named as its type.
pub(super) fn lowered() -> &'static Document {
    static LOWERED: LazyLock<Document> = LazyLock::new(|| {
        let [contract, overlay] = ["openapi/bolna.yaml", "openapi/overlay.yaml"].map(|name| Input {
            name: name.to_owned(),
            bytes: std::fs::read(root().join(name)).unwrap(),
        });
        let contract = lower::correct(&contract, Some(&overlay), &Silent).unwrap();
        lower::lower(contract, &Silent).unwrap().document
    });
    &LOWERED
}
