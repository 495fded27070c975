//! A multipart form as a server receives it.

use bolna_api::Client;
use bolna_api::multipart::File;
use bolna_api::types::CreateBatchForm;
use support::json;

use crate::server::exchange;

/// What a server receives of a batch with this file.
async fn received(file: File) -> String {
    let sending = |client: Client| async move {
        let form = CreateBatchForm::builder().agent_id("01HQ").file(file);
        client.create_batch().body(form).send().await.map(drop)
    };
    exchange(json(200, "{}"), sending).await.1
}

#[tokio::test]
async fn a_source_is_sent_with_its_length() {
    let source = File::from_source(Some(8), || {
        let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("one, "), Ok("two")]);
        reqwest::Body::wrap_stream(chunks)
    });
    let received = received(source).await;
    assert!(received.contains("content-length: "), "{received}");
    assert!(
        received.contains("filename=\"file\"\r\n\r\none, two\r\n--"),
        "{received}"
    );
}

#[tokio::test]
async fn a_file_in_memory_is_what_a_source_is() {
    let source = || File::from_source(Some(8), || "one, two".into());
    let text = |received: String| {
        let boundary = received
            .split("boundary=")
            .nth(1)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned();
        let (head, body) = received
            .replace(&boundary, "b")
            .split_once("\r\n\r\n")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        let mut head: Vec<_> = head
            .lines()
            .filter(|line| !line.starts_with("host: "))
            .map(str::to_owned)
            .collect();
        head.sort();
        (head, body)
    };
    assert_eq!(
        text(received(source()).await),
        text(received(File::from("one, two")).await)
    );
}
