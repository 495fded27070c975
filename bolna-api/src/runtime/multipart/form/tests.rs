use super::*;

#[test]
fn a_name_cannot_end_its_header() {
    assert_eq!(
        head("file", Some("ü\"\r\nx: y"), Some("text/csv")),
        "Content-Disposition: form-data; name=\"file\"; filename=\"ü%22%0D%0Ax: y\"\r\nContent-Type: text/csv\r\n"
    );
}

#[test]
fn files_have_names_and_types_and_values_are_text_or_json() {
    let named = File::from("+14155550100\n").with_name("numbers.csv");
    let form = Form::new()
        .files("file", [named.with_media_type("text/csv").unwrap()])
        .files("more", vec![File::from(b"\x00\x01".as_slice())])
        .value("agent_id", &"01HQ")
        .and_then(|form| form.value("retry", &true))
        .and_then(|form| form.value("absent", &None::<String>))
        .and_then(|form| form.value("from", &["+1", "+2"]))
        .and_then(|form| form.value("config", &serde_json::json!({"a": 1})));
    let whole = in_memory(&form.unwrap().pieces("b")).unwrap();
    let whole = String::from_utf8(whole.to_vec()).unwrap();
    assert_eq!(
        whole.replace("\r\n", "\n"),
        "--b\nContent-Disposition: form-data; name=\"file\"; filename=\"numbers.csv\"\nContent-Type: text/csv\n\n\
         +14155550100\n\n\
         --b\nContent-Disposition: form-data; name=\"more\"; filename=\"file\"\n\n\0\u{1}\n\
         --b\nContent-Disposition: form-data; name=\"agent_id\"\n\n01HQ\n\
         --b\nContent-Disposition: form-data; name=\"retry\"\n\ntrue\n\
         --b\nContent-Disposition: form-data; name=\"from\"\n\n+1\n\
         --b\nContent-Disposition: form-data; name=\"from\"\n\n+2\n\
         --b\nContent-Disposition: form-data; name=\"config\"\nContent-Type: application/json\n\n{\"a\":1}\n\
         --b--\n"
    );
}

#[test]
fn no_two_boundaries_are_the_same() {
    assert_ne!(boundary(), boundary());
    assert_eq!(boundary().len(), 32);
}

#[test]
fn a_form_without_parts_is_one_too() {
    let whole = in_memory(&Form::new().pieces("b")).unwrap();
    assert_eq!(&whole[..], b"--b--\r\n");
}
