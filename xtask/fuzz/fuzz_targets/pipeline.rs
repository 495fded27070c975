//! Any bytes through the whole pipeline: Rust or findings, never a panic.

#![no_main]

use document::Input;
use document::progress::Silent;
use document::report::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let input = Input {
        name: "fuzz.yaml".to_owned(),
        bytes: bytes.to_vec(),
    };
    match generate::generate(&input, None, "fuzz.yaml", &Silent) {
        Ok(output) => {
            for (path, text) in &output.files {
                assert!(syn::parse_file(text).is_ok(), "{path} is not Rust:\n{text}");
            }
            render(&output.findings);
        }
        Err(failure) => {
            assert!(!failure.to_string().is_empty());
            render(&failure.findings);
        }
    }
});

fn render(findings: &[document::finding::Finding]) {
    for format in [Format::Text, Format::Json, Format::Github, Format::Sarif] {
        assert!(format == Format::Github || !format.render(findings).is_empty());
    }
}
