//! Reading an answer from a HAR 1.2 or a line of JSON. Headers are never read: they hold secrets.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;

/// A recorded answer.
#[derive(Clone)]
pub struct Exchange {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) status: u16,
    pub(crate) media_type: Option<String>,
    /// Absent where there was none.
    pub(crate) body: Option<Value>,
}

#[derive(Deserialize)]
struct Line {
    method: String,
    #[serde(alias = "url")]
    path: String,
    status: u16,
    #[serde(default)]
    body: Option<Value>,
}

#[derive(Deserialize)]
struct Har {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Value>,
}

#[derive(Deserialize)]
struct Entry {
    request: Request,
    response: Response,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    url: String,
}

#[derive(Deserialize)]
struct Response {
    status: u16,
    #[serde(default)]
    content: Content,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Content {
    mime_type: Option<String>,
    text: Option<String>,
    encoding: Option<String>,
}

/// Reads one line of JSON with `method`, `path` or `url`, `status` and `body`, in any order; others are ignored. A body that
/// is a string is taken as the string of JSON where it is that.
///
/// # Errors
///
/// What is wrong and in which column, without a value of the line.
pub fn read_line(line: &str) -> Result<Exchange, String> {
    let read: Line = serde_json::from_str(line).map_err(|error| fault(&error))?;
    let body = match read.body {
        Some(Value::String(text)) => Some(serde_json::from_str(&text).unwrap_or(Value::String(text))),
        body => body,
    };
    Ok(Exchange {
        method: read.method,
        url: read.path,
        status: read.status,
        media_type: None,
        body,
    })
}

/// Reads the entries of a HAR, each by itself.
///
/// # Errors
///
/// It is no HAR; an entry that cannot be read has its own error.
pub fn read_har(text: &str) -> Result<Vec<Result<Exchange, String>>, String> {
    let har: Har = serde_json::from_str(text).map_err(|error| fault(&error))?;
    Ok(har.log.entries.into_iter().map(read_entry).collect())
}

fn read_entry(entry: Value) -> Result<Exchange, String> {
    let Entry { request, response } = serde_json::from_value(entry).map_err(|error| fault(&error))?;
    let Content {
        mime_type,
        text,
        encoding,
    } = response.content;
    let text = match (text, encoding.as_deref()) {
        (Some(text), Some("base64")) => {
            let bytes = STANDARD
                .decode(text)
                .map_err(|_| "a body that is no base64".to_owned())?;
            // What is no text is no JSON: the media type alone is looked at.
            Some(String::from_utf8(bytes).unwrap_or_default())
        }
        (text, _) => text,
    };
    let media_type = mime_type
        .and_then(|full| full.split(';').next().map(|name| name.trim().to_ascii_lowercase()))
        .filter(|name| !name.is_empty() && name != "x-unknown");
    let body = text
        .filter(|text| !text.is_empty())
        .map(|text| serde_json::from_str(&text).unwrap_or(Value::String(text)));
    Ok(Exchange {
        method: request.method,
        url: request.url,
        status: response.status,
        media_type: media_type.filter(|_| body.is_some()),
        body,
    })
}

/// What serde says, without the values that it quotes.
fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = if error.is_data() && text.starts_with("missing field") {
        text.split(" at line").next().unwrap_or_default().to_owned()
    } else if error.is_data() {
        "a field of another type than it has".to_owned()
    } else {
        "no JSON".to_owned()
    };
    if error.column() == 0 {
        what
    } else {
        format!("{what}, column {}", error.column())
    }
}
