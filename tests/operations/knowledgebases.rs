//! Knowledgebases.

use bolna_api::multipart::File;
use bolna_api::types::{CreateKnowledgebaseForm, LanguageSupport};
use support::{html, json};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            create_knowledgebase: |call| call.body(CreateKnowledgebaseForm::builder()
                    .file(File::from("%PDF-1.7\n").with_name("menu.pdf").with_media_type("application/pdf").unwrap())
                    .url("https://www.example.com/menu")
                    .chunk_size(512)
                    .overlapping(128)
                    .similarity_top_k(15)
                    .language_support(LanguageSupport::Multilingual)),
            json(
                200,
                r#"{"rag_id": "01HQRAG000000000001", "file_name": "menu.pdf", "source_type": "docx", "status": "processing",
                "language_support": null}"#,
            ),
            html(502, "<html><title>502</title></html>"),
        ),
        row!(
            list_knowledgebases: |call| call,
            json(
                200,
                r#"[{"rag_id": "01HQRAG000000000001", "file_name": null, "status": "queued", "chunk_size": "512",
                "overlapping": 128.0, "similarity_top_k": 15, "vector_id": "01HQVECTOR000000001",
                "humanized_created_at": "2 days ago", "created_at": "2026-10-02T10:00:00", "updated_at": "2026-10-02"}]"#,
            ),
            json(401, r#"{"message": "Unauthorized"}"#),
        ),
        row!(
            get_knowledgebase: |call| call.rag_id("01HQRAG000000000001"),
            json(200, r#"{"rag_id": "01HQRAG000000000001", "status": "error", "error": "no text in the file"}"#),
            json(400, r#"{"error": 400, "message": "Invalid rag_id"}"#),
        ),
        row!(
            delete_knowledgebase: |call| call.rag_id("01HQRAG000000000001"),
            json(200, r#"{"message": "success", "state": "deleted"}"#),
            json(404, r#"{"detail": "Not Found"}"#),
        ),
    ]
}
