//! A multipart form as a server receives it.

use bolna_api::multipart::{File, Form};
use serde_json::json;

use crate::server;

#[tokio::test]
async fn files_have_names_and_types_and_values_are_text_or_json() {
    let form = || -> Result<reqwest::multipart::Form, String> {
        let named = File::from("+14155550100\n")
            .with_name("numbers.csv")
            .with_media_type("text/csv");
        Ok(Form::new()
            .files("file", [named.map_err(|error| error.to_string())?])
            .files("more", vec![File::from(b"\x00\x01".as_slice())])
            .value("agent_id", &"01HQ")?
            .value("retry", &true)?
            .value("absent", &None::<String>)?
            .value("from", &["+1", "+2"])?
            .value("config", &json!({"a": 1}))?
            .finish())
    };
    let received = server::received(|url| async move {
        let request = reqwest::Client::builder().no_proxy().build().unwrap().post(url);
        drop(request.multipart(form().unwrap()).send().await);
    })
    .await;

    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let boundary = head.split("boundary=").nth(1).unwrap().lines().next().unwrap();
    insta::assert_snapshot!(body.replace(boundary, "b").replace("\r\n", "\n").escape_debug().to_string().replace("\\n", "\n").replace("\\\"", "\""), @r#"
    --b
    Content-Disposition: form-data; name="file"; filename="numbers.csv"
    Content-Type: text/csv

    +14155550100

    --b
    Content-Disposition: form-data; name="more"; filename="file"

    \0\u{1}
    --b
    Content-Disposition: form-data; name="agent_id"

    01HQ
    --b
    Content-Disposition: form-data; name="retry"

    true
    --b
    Content-Disposition: form-data; name="from"

    +1
    --b
    Content-Disposition: form-data; name="from"

    +2
    --b
    Content-Disposition: form-data; name="config"
    Content-Type: application/json

    {"a":1}
    --b--
    "#);
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length() {
    let received = server::received(|url| async move {
        let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("one, "), Ok("two")]);
        let file = File::from_stream(reqwest::Body::wrap_stream(chunks), Some(8));
        let form = Form::new().files("file", [file]).finish();
        let request = reqwest::Client::builder().no_proxy().build().unwrap().post(url);
        drop(request.multipart(form).send().await);
    })
    .await;
    assert!(received.contains("content-length: "), "{received}");
    assert!(received.contains("filename=\"file\""), "{received}");
    assert!(received.contains("one, two"), "{received}");
}
