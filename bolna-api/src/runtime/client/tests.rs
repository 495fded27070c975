use super::*;

#[test]
fn a_path_stays_below_the_base_url() {
    for (base, path, expected) in [
        ("https://a.example", "/trunk/trunks", "https://a.example/trunk/trunks"),
        (
            "https://a.example/v9",
            "/trunks?x=a%20b&y=/../z",
            "https://a.example/v9/trunks?x=a%20b&y=/../z",
        ),
        ("https://a.example", "//b.example/x", "https://a.example//b.example/x"),
        ("https://a.example", "/@b.example", "https://a.example/@b.example"),
        ("https://a.example", "/runs/1:pause", "https://a.example/runs/1:pause"),
    ] {
        assert_eq!(url(base, path).unwrap().as_str(), expected);
    }
}

#[test]
fn a_path_that_would_lead_elsewhere_is_refused() {
    for path in [
        "",
        "trunks",
        ".b.example/",
        "@b.example/",
        ":80/",
        "https://b.example/",
        "/a/../b",
        "/a/./b",
        "/..",
        "/%2E%2e/b",
        "/a/.%2e",
        "/a\\..\\b",
        "/.\t./b",
        "/a b",
        "/a#b",
        "/a\n",
    ] {
        assert!(url("https://a.example", path).is_err(), "{path:?}");
    }
}
