use super::*;

#[test]
fn a_body_is_kept_up_to_its_limit() {
    let whole = Body::from_bytes(&[b'x'; MAX_BODY]);
    assert_eq!((whole.text.len(), whole.is_truncated), (MAX_BODY, false));
    let cut = Body::from_bytes(&[b'x'; MAX_BODY + 1]);
    assert_eq!((cut.text.len(), cut.is_truncated), (MAX_BODY, true));
}

#[test]
fn a_character_is_kept_whole_or_not_at_all() {
    let cut = Body::from_bytes("ü".repeat(MAX_BODY).as_bytes());
    assert_eq!(cut.text, "ü".repeat(MAX_BODY / 2));
    let cut = Body::from_bytes("日".repeat(MAX_BODY).as_bytes());
    assert_eq!(cut.text, "日".repeat(MAX_BODY / 3));
}

#[test]
fn what_is_not_utf_8_is_replaced() {
    assert_eq!(Body::from_bytes(b"gr\xfc\xdfe").text, "gr\u{fffd}\u{fffd}e");
    assert_eq!(Body::from_bytes(b"gr\xc3").text, "gr\u{fffd}");
}

#[test]
fn a_page_says_that_it_is_one() {
    let html = |kind: &'static str| is_html(&HeaderMap::from_iter([(CONTENT_TYPE, kind.parse().unwrap())]));
    assert!(html("text/html") && html("Text/HTML; charset=utf-8"));
    assert!(!html("application/json"));
    assert!(!is_html(&HeaderMap::new()));
}
