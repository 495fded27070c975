//! Files that are no document.

use super::{HEAD, ends_with, with};

#[test]
fn what_is_no_text() {
    let utf16 = |little: bool| -> Vec<u8> {
        let units = HEAD.encode_utf16();
        units
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    };
    ends_with(vec![
        ("le.yaml", utf16(true), "D002"),
        ("be.yaml", utf16(false), "D002"),
        ("le-bom.yaml", [b"\xFF\xFE".to_vec(), utf16(true)].concat(), "D002"),
        ("be-bom.yaml", [b"\xFE\xFF".to_vec(), utf16(false)].concat(), "D002"),
        (
            "latin-1.yaml",
            b"openapi: 3.1.0\ninfo: {title: \xFC}\n".to_vec(),
            "D002",
        ),
        ("image.yaml", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "D002"),
        ("archive.json", b"\x1F\x8B\x08\0\0\0\0\0\0\x03".to_vec(), "D002"),
        ("nul.yaml", with("paths: {}\nx-a: \"\0\""), "D002"),
    ]);
}

#[test]
fn what_has_no_document_in_it_or_more_than_one() {
    let twice = [with("paths: {}"), b"---\n".to_vec(), with("paths: {}")].concat();
    ends_with(vec![
        ("empty.yaml", Vec::new(), "D004"),
        ("empty.json", Vec::new(), "D004"),
        ("blank.yaml", b"\n \n".to_vec(), "D004"),
        ("comments.yaml", b"# nothing\n# here\n".to_vec(), "D004"),
        ("dashes.yaml", b"---\n".to_vec(), "L003"),
        ("two.yaml", twice, "D004"),
        (
            "page.yaml",
            b"<!DOCTYPE html>\n<html><title>404: gone</title></html>".to_vec(),
            "D004",
        ),
        ("page.json", b"\n<HTML>".to_vec(), "D004"),
        ("text.yaml", b"just a sentence".to_vec(), "L003"),
        ("number.json", b"5".to_vec(), "L003"),
    ]);
}

#[test]
fn what_is_not_well_formed() {
    let key = "k".repeat(1 << 20);
    ends_with(vec![
        ("tab.yaml", b"openapi: 3.1.0\ninfo:\n\ttitle: T\n".to_vec(), "D004"),
        ("colon.yaml", with("x-a: b: c"), "D004"),
        ("twice.yaml", with("paths: {}\ninfo: {}"), "D005"),
        (
            "twice.json",
            br#"{"openapi": "3.1.0", "openapi": "3.1.0"}"#.to_vec(),
            "D005",
        ),
        ("comma.json", br#"{"openapi": "3.1.0",}"#.to_vec(), "D004"),
        ("cut.json", br#"{"openapi": "3.1"#.to_vec(), "D004"),
        ("merge.yaml", with("paths: {}\nx-a: {<<: {b: 1}}"), "D009"),
        ("tag.yaml", with("paths: {}\nx-a: !!binary aGk="), "D009"),
        ("list-as-key.yaml", with("? [a]\n: 1"), "D009"),
        ("large.yaml", with("paths: {}\nx-a: 1e400"), "D008"),
        ("larger.yaml", with("paths: {}\nx-a: 99999999999999999999999"), "D008"),
        (
            "hexadecimal.yaml",
            with("paths: {}\nx-a: 0xFFFFFFFFFFFFFFFFFFFF"),
            "D008",
        ),
        ("infinite.yaml", with("paths: {}\nx-a: .inf"), "D008"),
        ("large.json", br#"{"a": 1e400}"#.to_vec(), "D008"),
        ("key.yaml", with(&format!("{key}: 1")), "D004"),
        (
            "key.json",
            format!(r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "{key}": 1}}"#)
                .into(),
            "L080",
        ),
    ]);
}

#[test]
fn what_is_too_large_or_too_deep() {
    let deep = 100_000;
    let bomb: String = ('a'..'k')
        .zip('b'..)
        .map(|(inner, outer)| format!("x-{outer}: &{outer} [{}]\n", vec![format!("*{inner}"); 10].join(", ")))
        .collect();
    ends_with(vec![
        ("bomb.yaml", with(&format!("x-a: &a [x, x]\n{bomb}")), "D007"),
        ("bytes.yaml", with(&format!("x-a: '{}'", "x".repeat(50 << 20))), "D003"),
        ("flow.yaml", with(&format!("x-a: {}", "[".repeat(deep))), "D004"),
        ("flow-maps.yaml", with(&format!("x-a: {}", "{a: ".repeat(deep))), "D006"),
        ("sequences.yaml", "- ".repeat(deep).into(), "D006"),
        ("keys.yaml", "? ".repeat(deep).into(), "D009"),
        (
            "maps.yaml",
            (0..2_000)
                .map(|depth| " ".repeat(depth) + "a:\n")
                .collect::<String>()
                .into(),
            "D006",
        ),
        ("arrays.json", "[".repeat(deep).into(), "D006"),
        ("closed.json", ("[".repeat(deep) + &"]".repeat(deep)).into(), "D006"),
        ("objects.json", r#"{"a":"#.repeat(deep).into(), "D006"),
    ]);
}
