//! What a source turned out to be: a published page with one operation, or a whole document.

use serde_json::Value;

use super::OperationKey;
use super::rules::{CUT_OFF, HEADING, HTML, MANY_FENCES, NO_FENCE, OPERATIONS, refuse, refuse_all_of};
use crate::provenance;
use document::finding::Failure;
use document::page::{self, Fence, Page};
use document::{Document, Location, Pointer, openapi_version};

/// What was read or fetched, before anything of it is understood.
#[derive(Clone, Debug)]
pub struct Taken {
    /// How messages name it: the file as given, `standard input`, or the URL.
    pub name: String,
    /// Whether it is a URL, which can be written down as the source; a path on somebody's machine cannot.
    pub is_url: bool,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A document to take.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: String,
    /// What the provenance says.
    pub(super) cited: String,
    pub(super) text: String,
    /// How many lines are before the text.
    pub(super) above: usize,
    pub(super) document: Document,
    /// Of a page, what it describes; a whole document has none.
    pub(super) operation: Option<OperationKey>,
    /// Whether an index names it, and not the command line.
    pub(super) is_listed: bool,
}

/// Understands `taken`.
///
/// # Errors
///
/// It is neither a page with one operation nor an OpenAPI document.
pub(super) fn understand(taken: &Taken) -> Result<Source, Failure> {
    let name = &taken.name;
    let text = document::text(name, &taken.bytes)?;
    if is_html(text) {
        let remedy = "name the Markdown of the page: usually the same URL with `.md` behind it";
        return Err(refuse_all_of(&HTML, name, "this is an HTML page, not Markdown", remedy));
    }
    let page = page::read(text);
    if is_whole(name, text, &page) {
        whole(taken, text)
    } else {
        published(taken, text, page)
    }
}

/// Whether `text` is a page, of whatever kind, that has no document: a guide among the pages of an index.
pub(super) fn is_guide(taken: &Taken) -> bool {
    let Ok(text) = document::text(&taken.name, &taken.bytes) else {
        return false;
    };
    let page = page::read(text);
    !is_html(text) && page.fences.is_empty() && !is_whole(&taken.name, text, &page)
}

fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(14).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

fn is_whole(name: &str, text: &str, page: &Page) -> bool {
    let path = name.split(['?', '#']).next().unwrap_or(name).to_ascii_lowercase();
    if [".md", ".mdx", ".markdown"].iter().any(|end| path.ends_with(end)) {
        return false;
    }
    let named = [".yaml", ".yml", ".json"].iter().any(|end| path.ends_with(end));
    let described = |line: &str| {
        let key = line.trim_start_matches(['"', '\'']);
        key.starts_with("openapi") || key.starts_with("swagger")
    };
    named || page.fences.is_empty() && (text.trim_start().starts_with('{') || text.lines().any(described))
}

fn whole(taken: &Taken, text: &str) -> Result<Source, Failure> {
    let document = document::load_text(&taken.name, text, 0)?;
    openapi_version(&document)?;
    if provenance::operations(&document.value).is_empty() {
        let (place, message) = (Pointer::from_tokens(["paths"]), "the document has no operation");
        let remedy = "name the document that describes the API itself";
        return Err(refuse(&OPERATIONS, document.locate(&place), place, message, remedy));
    }
    let file = taken.name.rsplit(['/', '\\']).next().unwrap_or(&taken.name);
    Ok(Source {
        name: taken.name.clone(),
        cited: if taken.is_url {
            taken.name.clone()
        } else {
            file.to_owned()
        },
        text: text.to_owned(),
        above: 0,
        document,
        operation: None,
        is_listed: false,
    })
}

fn published(taken: &Taken, text: &str, page: Page) -> Result<Source, Failure> {
    let name = &taken.name;
    let Page { title, fences } = page;
    let mut fences = fences.into_iter();
    let Some(fence) = fences.next() else {
        let headed = "that is headed by its operation, as in \"````yaml GET /path\"";
        let message = format!("the page has no OpenAPI document: no fence {headed}");
        let remedy = if text.trim().is_empty() {
            "it is empty: check where it comes from"
        } else {
            "name a page of the API reference, or an OpenAPI document"
        };
        return Err(refuse_all_of(&NO_FENCE, name, message, remedy));
    };
    if let Some(second) = fences.next() {
        let message = format!(
            "the page has a second OpenAPI document, {} {}; the first one is in line {}",
            second.method, second.path, fence.line
        );
        let remedy = "save each as a page of its own";
        return Err(refuse(
            &MANY_FENCES,
            location_at(name, second.line),
            Pointer::root(),
            message,
            remedy,
        ));
    }
    if !fence.closed {
        let remedy = "fetch the page again: its end is missing";
        let message = "the fence that begins here is not closed";
        return Err(refuse(
            &CUT_OFF,
            location_at(name, fence.line),
            Pointer::root(),
            message,
            remedy,
        ));
    }
    let document = document::load_text(name, &fence.text, fence.line)?;
    openapi_version(&document)?;
    let operation = one_operation(name, &fence, &document)?;
    let api = document.value.pointer("/info/title").and_then(Value::as_str);
    let cited = match (title, api) {
        _ if taken.is_url => name.clone(),
        (Some(title), Some(api)) => format!("{api} reference, page \"{title}\""),
        _ => name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
    };
    Ok(Source {
        name: name.clone(),
        cited,
        text: fence.text,
        above: fence.line,
        document,
        operation: Some(operation),
        is_listed: false,
    })
}

fn location_at(name: &str, line: usize) -> Location {
    Location {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        ..Location::start_of(name)
    }
}

fn one_operation(name: &str, fence: &Fence, document: &Document) -> Result<OperationKey, Failure> {
    let headed = OperationKey::new(&fence.method, &fence.path);
    let mut operations = provenance::operations(&document.value).into_iter();
    let Some((method, path)) = operations.next() else {
        let place = Pointer::from_tokens(["paths"]);
        let message = format!("the document has no operation; its heading names {headed}");
        let remedy = "fetch the page again, or tell its publisher";
        return Err(refuse(&OPERATIONS, document.locate(&place), place, message, remedy));
    };
    let found = OperationKey { method, path };
    if let Some((method, path)) = operations.next() {
        let second = OperationKey { method, path };
        let place = second.pointer();
        let message = format!("the document of a page has one operation; this one has {found} and {second}");
        let remedy = "save the document as a .yaml file to replace the whole contract by it";
        return Err(refuse(&OPERATIONS, document.locate(&place), place, message, remedy));
    }
    if found != headed {
        let message = format!("the heading names {headed}, and the document describes {found}");
        let remedy = "fetch the page again, or tell its publisher";
        return Err(refuse(
            &HEADING,
            location_at(name, fence.line),
            found.pointer(),
            message,
            remedy,
        ));
    }
    Ok(found)
}
