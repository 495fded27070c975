//! Whether the sources agree with each other, and are about the API of the contract.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::reach;
use super::rules::{DANGLING, DISAGREEMENT, OTHER_API, OTHERWISE, refuse};
use super::source::Source;
use document::finding::Failure;
use document::grammar::METHODS;
use document::{Document, Location, Pointer};

/// Refuses two sources that bring the same thing with different content.
pub(super) fn with_each_other(sources: &[Source]) -> Result<(), Failure> {
    let mut brought: HashMap<Pointer, (Value, Location)> = HashMap::new();
    for source in sources {
        for (pointer, value) in parts(&source.document.value) {
            let location = source.document.locate(&pointer);
            match brought.get(&pointer) {
                Some((other, first)) if *other != value => {
                    let difference = super::detail::between(other, &value);
                    let what = difference
                        .first()
                        .map(|detail| format!(", at {detail}"))
                        .unwrap_or_default();
                    let message = format!("another source says it differently, in {first}{what}");
                    let remedy = "fetch both again, or vendor them one after the other, the newer one last";
                    return Err(refuse(&DISAGREEMENT, location, pointer, message, remedy));
                }
                Some(_) => {}
                None => {
                    brought.insert(pointer, (value, location));
                }
            }
        }
    }
    Ok(())
}

/// What a source can bring: each operation, what a path item says for all of its operations, each component.
fn parts(document: &Value) -> Vec<(Pointer, Value)> {
    let mut parts = Vec::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let place = Pointer::from_tokens(["paths", path]);
        let (operations, shared): (Map<_, _>, Map<_, _>) = (item.as_object().cloned().unwrap_or_default())
            .into_iter()
            .partition(|(key, _)| METHODS.contains(&key.as_str()));
        parts.extend(
            operations
                .into_iter()
                .map(|(method, value)| (place.join(method), value)),
        );
        parts.push((place, Value::Object(shared)));
    }
    parts.extend(reach::components(document).map(|(component, value)| (component.pointer(), value.clone())));
    parts
}

/// Refuses a source that describes another API than `contract`, or in which what it brings would mean something else.
pub(super) fn with_contract(source: &Source, contract: &Document) -> Result<(), Failure> {
    let document = &source.document;
    let (title, urls) = (title(contract), urls(contract));
    let same_title = title.is_none() || title == self::title(document);
    let same_server = urls.is_empty() || !urls.is_disjoint(&self::urls(document));
    let is_page = source.operation.is_some();
    let wrong = match (same_title, same_server) {
        (false, same_server) if is_page || !same_server => {
            Some(("`info.title`", Pointer::from_tokens(["info", "title"])))
        }
        (_, false) if is_page => Some(("the URL of its server", Pointer::from_tokens(["servers"]))),
        _ => None,
    };
    if let Some((what, place)) = wrong {
        let ours = match what {
            "`info.title`" => format!("`{}`", title.unwrap_or_default()),
            _ => Vec::from_iter(urls).join(", "),
        };
        let message = format!("this describes another API: {what} is not {ours}, as in the contract");
        let remedy = "name a page of that API; if the API was renamed, say so in the contract first";
        return Err(refuse(&OTHER_API, document.locate(&place), place, message, remedy));
    }
    if is_page {
        means_the_same(source, contract)
    } else {
        Ok(())
    }
}

fn means_the_same(page: &Source, contract: &Document) -> Result<(), Failure> {
    let Some((_, operation)) = page
        .operation
        .as_ref()
        .and_then(|operation| operation.find(&page.document.value))
    else {
        return Ok(());
    };
    let version = |document: &Document| {
        let version = document
            .value
            .get("openapi")
            .and_then(Value::as_str)
            .unwrap_or_default();
        version.chars().take(4).collect::<String>()
    };
    let security = |document: &Document| {
        document
            .value
            .get("security")
            .cloned()
            .unwrap_or(Value::Array(Vec::new()))
    };
    let field = if version(&page.document) != version(contract) {
        "openapi"
    } else if operation.get("security").is_none() && security(&page.document) != security(contract) {
        "security"
    } else {
        return Ok(());
    };
    let place = Pointer::from_tokens([field]);
    let message = format!("`{field}` is not what the contract says, and it holds for every operation");
    let remedy = "vendor the whole document, or change the contract for all operations first";
    Err(refuse(&OTHERWISE, page.document.locate(&place), place, message, remedy))
}

/// Refuses an operation of `source` that refers to a component which `merged` does not have.
pub(super) fn is_complete(source: &Source, merged: &Value) -> Result<(), Failure> {
    let Some(operation) = &source.operation else {
        return Ok(());
    };
    let reached = reach::from_operation(merged, operation);
    let missing = reached
        .iter()
        .find(|component| merged.pointer(&component.pointer().to_string()).is_none());
    let Some(missing) = missing else { return Ok(()) };
    let place = operation.pointer();
    let message = format!("{operation} reaches {missing}, which is neither here nor in the contract");
    let remedy = "fetch the page again, or vendor the page that has the component";
    Err(refuse(
        &DANGLING,
        source.document.locate(&place),
        place,
        message,
        remedy,
    ))
}

fn title(document: &Document) -> Option<&str> {
    document.value.pointer("/info/title").and_then(Value::as_str)
}

fn urls(document: &Document) -> BTreeSet<&str> {
    let servers = document.value.get("servers").and_then(Value::as_array);
    let urls = servers
        .into_iter()
        .flatten()
        .filter_map(|server| server.get("url").and_then(Value::as_str));
    urls.map(|url| url.trim_end_matches('/')).collect()
}
