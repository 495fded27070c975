use super::*;

#[test]
fn json_of_any_shape_shows_without_what_its_names_say_is_a_secret() {
    let json = serde_json::json!({
        "headers": [{"Authorization": "hunter2", "x-api-key": "hunter2"}], "accessToken": "hunter2",
        "max_tokens": 5, "token_count": "7",
    });
    let shown = format!("{:?}", Shown(&json));
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("Number(5)") && shown.contains("\"7\""), "{shown}");
}

#[test]
fn a_secret_does_not_show_and_its_absence_does() {
    let password = |password: Option<&str>| format!("{:?}", password.map(|_| Redacted));
    assert_eq!(password(Some("hunter2")), "Some([redacted])");
    assert_eq!(password(None), "None");
}
