use super::*;

/// What the server sees of a path with this value in the middle.
fn path(value: &str) -> String {
    let segment = segment("id", value).unwrap();
    let url = reqwest::Url::parse(&format!("https://api.example.com/trunks/{segment}/numbers")).unwrap();
    url.path().to_owned()
}

#[test]
fn a_value_stays_one_segment() {
    for (value, encoded) in [
        ("01HQXYZ", "01HQXYZ"),
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b\tc", "a%20b%09c"),
        ("ü", "%C3%BC"),
        ("...", "..."),
        (";,=:@+&!$'()*", "%3B%2C%3D%3A%40%2B%26%21%24%27%28%29%2A"),
        ("-._~", "-._~"),
    ] {
        assert_eq!(path(value), format!("/trunks/{encoded}/numbers"));
    }
}

#[test]
fn a_value_that_would_lead_elsewhere_is_refused() {
    assert_eq!(
        segment("id", "").unwrap_err().to_string(),
        "`id`: part of the path, and it is empty"
    );
    for value in [".", ".."] {
        let refused = segment("id", value).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "`id`: part of the path, and `.` and `..` lead to another one"
        );
    }
    assert_eq!(segment("page", &7).unwrap(), "7");
}

#[test]
fn a_backslash_is_no_slash() {
    assert_eq!(path("a\\b"), "/trunks/a%5Cb/numbers");
}
