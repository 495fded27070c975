//! The links of an `llms.txt`, the index that a documentation site keeps for programs.

use pulldown_cmark::{Event, Parser, Tag};
use url::Url;

use super::rules::{INDEX, TOO_LARGE, refuse_all_of};
use document::finding::Failure;

/// How many pages an index may name.
const MAX_PAGES: usize = 1_000;

/// What an index says where the description of the API is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    /// An OpenAPI document.
    Document(Url),
    /// Pages, each perhaps one of the API reference, with the line that names it.
    Pages(Vec<(Url, u32)>),
}

/// Whether `url` is that of an index.
#[must_use]
pub(crate) fn is_index(url: &Url) -> bool {
    url.path_segments().and_then(Iterator::last) == Some("llms.txt")
}

/// Reads the index `text`, which is at `url`. Links to other hosts are told in `notes` and not followed.
///
/// # Errors
///
/// It links to nothing that could be taken, or to far too much.
pub(crate) fn read(url: &Url, text: &str, notes: &mut Vec<String>) -> Result<Listed, Failure> {
    let mut links: Vec<(Url, u32)> = Vec::new();
    for (event, span) in Parser::new(text).into_offset_iter() {
        if let Event::Start(Tag::Link { dest_url, .. }) = event
            && let Ok(mut link) = url.join(&dest_url)
        {
            link.set_fragment(None);
            if links.iter().all(|(known, _)| *known != link) {
                let before = text.get(..span.start).unwrap_or_default().matches('\n').count();
                links.push((link, u32::try_from(before + 1).unwrap_or(u32::MAX)));
            }
        }
    }
    let is_openapi = |(link, _): &(Url, u32)| {
        let path = link.path().to_ascii_lowercase();
        path.contains("openapi") && [".json", ".yaml", ".yml"].iter().any(|end| path.ends_with(end))
    };
    let wanted: Vec<(Url, u32)> = if links.iter().any(is_openapi) {
        links.into_iter().filter(is_openapi).collect()
    } else {
        links
            .into_iter()
            .filter(|(link, _)| link.path().ends_with(".md"))
            .collect()
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = (wanted.into_iter()).partition(|(link, _)| link.origin() == url.origin());
    notes.extend(
        elsewhere
            .iter()
            .map(|(link, _)| format!("skipped {link}, which is on another host than {url}")),
    );
    if let Some((document, _)) = here.iter().find(|link| is_openapi(link)) {
        return Ok(Listed::Document(document.clone()));
    }
    match here.len() {
        0 => {
            let message = "the index links to no OpenAPI document and to no page (.md) of its own host";
            let remedy = "name a page or a document itself";
            Err(refuse_all_of(&INDEX, url.as_str(), message, remedy))
        }
        many if many > MAX_PAGES => {
            let message = format!("the index names {many} pages; {MAX_PAGES} are fetched at most");
            Err(refuse_all_of(
                &TOO_LARGE,
                url.as_str(),
                message,
                "name the pages themselves",
            ))
        }
        _ => Ok(Listed::Pages(here)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str) -> (Result<Listed, String>, Vec<String>) {
        let url = Url::parse("https://docs.example.com/docs/llms.txt").unwrap();
        let mut notes = Vec::new();
        let listed = read(&url, text, &mut notes).map_err(|failure| failure.findings[0].message.clone());
        (listed, notes)
    }

    fn url(path: &str) -> Url {
        Url::parse(&format!("https://docs.example.com{path}")).unwrap()
    }

    #[test]
    fn a_link_to_an_openapi_document_comes_before_pages() {
        let text = "# Docs\n\n- [One](a.md): page\n- [Spec](/docs/OpenAPI.json)\n- [Two](/b.md#part)\n";
        assert_eq!(listed(text).0, Ok(Listed::Document(url("/docs/OpenAPI.json"))));
    }

    #[test]
    fn without_one_the_pages_are_taken_once_each() {
        let text = "- [One](a.md)\n- [Two](/b.md#part)\n- [Again](/b.md)\n- [Not](/c.html) [Nor](https://docs.example.com/openapi)\n";
        assert_eq!(
            listed(text).0,
            Ok(Listed::Pages(vec![(url("/docs/a.md"), 1), (url("/b.md"), 2)]))
        );
    }

    #[test]
    fn links_to_other_hosts_are_told_and_not_followed() {
        let (found, notes) = listed("- [Spec](https://other.example/openapi.json)\n");
        assert_eq!(
            found,
            Err("the index links to no OpenAPI document and to no page (.md) of its own host".to_owned())
        );
        assert_eq!(
            notes,
            [
                "skipped https://other.example/openapi.json, which is on another host than https://docs.example.com/docs/llms.txt"
            ]
        );
    }
}
