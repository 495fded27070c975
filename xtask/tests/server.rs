//! A site: a server that has pages, and nothing else.

use std::collections::HashMap;

use support::{Server, answer};

/// What is at a path.
pub(crate) enum Page {
    /// This text, in which `{base}` is the URL of the server.
    Text(String),
    /// A redirect to this URL.
    Moved(&'static str),
}

/// A page with this text.
pub(crate) fn text(text: impl Into<String>) -> Page {
    Page::Text(text.into())
}

/// A server with these pages, by path.
pub(crate) fn site<P: Into<String>>(pages: impl IntoIterator<Item = (P, Page)>) -> Server {
    let pages: HashMap<String, Page> = pages.into_iter().map(|(path, page)| (path.into(), page)).collect();
    Server::with(move |request| match pages.get(request.target()) {
        Some(Page::Text(text)) => {
            let base = format!("http://{}", request.header("host").unwrap());
            answer("200 OK", &[], text.replace("{base}", &base))
        }
        Some(Page::Moved(url)) => answer("302 Found", &[&format!("location: {url}")], ""),
        None => answer("404 Not Found", &[], ""),
    })
}

/// The paths that were asked for, sorted.
pub(crate) fn asked(server: &Server) -> Vec<String> {
    let mut asked: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.target().to_owned())
        .collect();
    asked.sort();
    asked
}
