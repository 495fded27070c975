//! The texts that the command line names: files, standard input, URLs, and what an index lists.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use url::Url;

use super::fetch::{self, Fetch};
use super::index::{self, Listed};
use super::rules::refuse_all_of;
use super::source::Taken;
use document::Location;
use document::finding::{Failure, Finding};
use document::progress::Progress;
use document::rules::UNREADABLE;

/// How many requests there are at once: a documentation site is not ours to load.
const AT_ONCE: usize = 4;
/// How many bytes are read from standard input: one more than a document may have, so that it is refused.
const MAX_BYTES: u64 = (40 << 20) + 1;

/// What was found.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What was named itself: each must be taken.
    pub given: Vec<Taken>,
    /// The pages of an index, with its URL: those that are no API reference are skipped.
    pub listed: Vec<(String, Taken)>,
    /// The pages of an index that cannot be had: they do not stop the rest.
    pub faults: Vec<Finding>,
    /// The URLs of these pages: whether what they describe is still published is not known.
    pub unreached: BTreeSet<String>,
    /// What a person should know, a line each.
    pub notes: Vec<String>,
}

/// Where texts come from.
pub struct Rim<'a> {
    /// Reads the file at a path as it was named.
    pub read: &'a dyn Fn(&str) -> Result<Vec<u8>, Failure>,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// The network.
    pub fetch: &'a dyn Fetch,
    /// Hears how many of how many URLs are fetched.
    pub progress: &'a dyn Progress,
}

enum Named {
    File(String),
    Input,
    Url(Url),
}

/// Reads and fetches all of `sources`, in their order.
///
/// # Errors
///
/// One cannot be had. Nothing is fetched if one of them is not to be fetched at all.
pub fn gather(sources: &[String], rim: Rim<'_>) -> Result<Gathered, Failure> {
    let named = sources
        .iter()
        .map(|source| name(source))
        .collect::<Result<Vec<_>, _>>()?;
    if named.iter().filter(|named| matches!(named, Named::Input)).count() > 1 {
        return Err(refuse_all_of(
            &UNREADABLE,
            STDIN,
            "`-` is named twice",
            "standard input can be read once",
        ));
    }
    let mut gathered = Gathered::default();
    let urls: Vec<Url> = (named.iter())
        .filter_map(|named| match named {
            Named::Url(url) => Some(url.clone()),
            _ => None,
        })
        .collect();
    let mut fetched = every(fetch_all(rim.fetch, &urls, rim.progress))?.into_iter();
    for named in named {
        let taken = match named {
            Named::File(path) => file(rim.read, path)?,
            Named::Input => Taken {
                bytes: read_input(rim.input)?,
                name: STDIN.to_owned(),
                is_url: false,
            },
            Named::Url(url) => {
                let Some(taken) = fetched.next() else { continue };
                if index::is_index(&url) {
                    let text = document::text(&taken.name, &taken.bytes)?;
                    match index::read(&url, text, &mut gathered.notes)? {
                        Listed::Document(url) => {
                            gathered
                                .given
                                .extend(every(fetch_all(rim.fetch, &[url], rim.progress))?);
                        }
                        Listed::Pages(pages) => {
                            let (urls, lines): (Vec<Url>, Vec<u32>) = pages.into_iter().unzip();
                            let pages = fetch_all(rim.fetch, &urls, rim.progress);
                            for ((page, url), line) in pages.into_iter().zip(urls).zip(lines) {
                                match page {
                                    Ok(page) => gathered.listed.push((taken.name.clone(), page)),
                                    Err(failure) => {
                                        gathered.unreached.insert(url.into());
                                        gathered.faults.extend(named_by(&taken.name, line, failure));
                                    }
                                }
                            }
                        }
                    }
                    continue;
                }
                taken
            }
        };
        gathered.given.push(taken);
    }
    Ok(gathered)
}

const STDIN: &str = "standard input";

fn name(source: &str) -> Result<Named, Failure> {
    match source {
        "-" => Ok(Named::Input),
        url if url.contains("://") => fetch::address(url).map(Named::Url),
        path => Ok(Named::File(path.to_owned())),
    }
}

fn file(read: &dyn Fn(&str) -> Result<Vec<u8>, Failure>, path: String) -> Result<Taken, Failure> {
    let bytes = read(&path)?;
    let (name, is_url) = (path, false);
    Ok(Taken { name, is_url, bytes })
}

fn read_input(input: &mut dyn Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = input.take(MAX_BYTES).read_to_end(&mut bytes);
    read.map_err(|error: io::Error| {
        refuse_all_of(
            &UNREADABLE,
            STDIN,
            format!("cannot read: {error}"),
            "pipe a page or a document in",
        )
    })?;
    Ok(bytes)
}

/// The findings about a page, which the index names in this line: there somebody will look for it.
fn named_by(index: &str, line: u32, failure: Failure) -> impl Iterator<Item = Finding> {
    let location = Location {
        line,
        ..Location::start_of(index)
    };
    failure.findings.into_iter().map(move |finding| Finding {
        message: format!("{}: {}", finding.location.file, finding.message),
        location: location.clone(),
        ..finding
    })
}

/// Fetches `urls`, a few at once, and returns what came of each, in their order.
fn fetch_all(fetch: &dyn Fetch, urls: &[Url], progress: &dyn Progress) -> Vec<Result<Taken, Failure>> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Mutex<Vec<(usize, Result<Taken, Failure>)>> = Mutex::default();
    let work = || {
        while let Some((place, url)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|place| Some((place, urls.get(place)?)))
        {
            progress.advance(done.load(Ordering::Relaxed), urls.len());
            let result = fetch::follow(fetch, url);
            if let Ok(mut results) = results.lock() {
                results.push((place, result));
            }
            progress.advance(done.fetch_add(1, Ordering::Relaxed) + 1, urls.len());
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(urls.len()) {
            scope.spawn(work);
        }
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

/// All that came, or every failure.
fn every(results: Vec<Result<Taken, Failure>>) -> Result<Vec<Taken>, Failure> {
    let (mut all, mut findings) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(taken) => all.push(taken),
            Err(failure) => findings.extend(failure.findings),
        }
    }
    if findings.is_empty() {
        Ok(all)
    } else {
        Err(Failure { findings })
    }
}
