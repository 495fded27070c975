use super::*;

#[test]
fn a_text_that_is_no_media_type_is_refused() {
    let refused = File::from("a").with_media_type("csv").unwrap_err();
    assert_eq!(refused.to_string(), "`csv` is not a media type: write it as `text/csv`");
    for text in [
        "",
        "/",
        "text/",
        "/csv",
        "text/csv\r\nx: y",
        "text /csv",
        "tëxt/csv",
        "text/csv; a=\n",
    ] {
        assert!(!is_media_type(text), "{text:?}");
    }
    for text in [
        "text/csv",
        "application/vnd.a+json",
        "text/csv; charset=utf-8",
        "text/csv;header=present",
    ] {
        assert!(is_media_type(text), "{text:?}");
    }
}

#[test]
fn the_content_does_not_show() {
    let file = File::from("+14155550100").with_name("numbers.csv");
    assert_eq!(format!("{file:?}"), r#"File { name: Some("numbers.csv"), .. }"#);
}
