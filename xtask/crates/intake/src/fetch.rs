//! Which URLs are fetched, and which redirects are followed. The fetching itself is behind [`Fetch`].

use std::time::Duration;

use url::{Host, Url};

use super::index;
use super::rules::{ADDRESS, TOO_LARGE, UNREACHED, refuse_all_of};
use super::source::Taken;
use document::finding::Failure;

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 5;
/// How often a server that is busy is asked, the first time included.
const ATTEMPTS: u32 = 4;
/// How long is waited before the second time, where the server does not say; twice as long before each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest pause: who wants a longer one is asked again by a person.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// How many bytes a document may have: as many as one from a file.
const MAX_DOCUMENT: u64 = 40 << 20;
/// How many bytes a page or an index may have.
const MAX_PAGE: u64 = 4 << 20;

/// One exchange with a server, without redirects.
pub trait Fetch: Sync {
    /// Sends a GET request and reads at most `limit` bytes of the answer.
    ///
    /// # Errors
    ///
    /// There was no answer, or its body is larger.
    fn get(&self, url: &Url, limit: u64) -> Result<Answer, Fault>;

    /// Waits before a server is asked again.
    fn pause(&self, duration: Duration);
}

/// What a server answered.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The `Location` header.
    pub location: Option<String>,
    /// How long the `Retry-After` header wants to be waited.
    pub retry_after: Option<Duration>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The body is larger than the limit.
    TooLarge,
    /// Anything else, in a few words.
    Failed(String),
}

/// The URL that `text` is, if it is one that may be fetched.
///
/// # Errors
///
/// It is another kind of URL.
pub fn address(text: &str) -> Result<Url, Failure> {
    let parsed = Url::parse(text).map_err(|error| (format!("this is no URL: {error}"), "correct it"));
    parsed
        .and_then(|url| allowed(&url).map(|()| url))
        .map_err(|(message, remedy)| refuse_all_of(&ADDRESS, &without_secrets(text), message, remedy))
}

/// Fetches `url` and follows its redirects.
///
/// # Errors
///
/// There is no answer with success, or it is too large, or a redirect goes elsewhere.
pub fn follow(fetch: &dyn Fetch, url: &Url) -> Result<Taken, Failure> {
    let name = url.as_str();
    let mut current = url.clone();
    for _ in 0..=MAX_REDIRECTS {
        let limit = limit(&current);
        let answer = get(fetch, &current, limit).map_err(|fault| match fault {
            Fault::TooLarge => {
                let message = format!("the answer is larger than {} MiB", limit >> 20);
                refuse_all_of(&TOO_LARGE, name, message, "name the page or the document itself")
            }
            Fault::Failed(why) => {
                let message = if current == *url {
                    format!("cannot fetch the URL: {why}")
                } else {
                    format!("cannot fetch {current}, to which the server redirects: {why}")
                };
                refuse_all_of(
                    &UNREACHED,
                    name,
                    message,
                    "check the URL and the connection, and try again",
                )
            }
        })?;
        match (answer.status, answer.location) {
            (200, _) => {
                return Ok(Taken {
                    name: name.to_owned(),
                    is_url: true,
                    bytes: answer.body,
                });
            }
            (301 | 302 | 303 | 307 | 308, Some(location)) => current = redirect(url, &current, &location)?,
            (status, _) => {
                let remedy = match status {
                    401 | 403 => "the page is not public: save it and name the file",
                    404 | 410 => "the page is gone or was moved: look it up in the documentation",
                    _ => "try again later, or save the page and name the file",
                };
                let mut message = format!("the server answers with status {status}");
                if current != *url {
                    message.push_str(&format!(" at {current}, to which it redirects"));
                }
                if let Some(pause) = answer.retry_after {
                    message.push_str(&format!(", and wants to be asked again in {} s", pause.as_secs()));
                }
                return Err(refuse_all_of(&UNREACHED, name, message, remedy));
            }
        }
    }
    let message = format!("more than {MAX_REDIRECTS} redirects, the last one to {current}");
    Err(refuse_all_of(&ADDRESS, name, message, "name the page itself"))
}

/// Sends a request, again after a pause while the server is busy: 429, and the statuses of 5xx that pass (RFC 9110
/// section 15.6, RFC 6585 section 4).
fn get(fetch: &dyn Fetch, url: &Url, limit: u64) -> Result<Answer, Fault> {
    let mut pause = FIRST_PAUSE;
    for _ in 1..ATTEMPTS {
        let answer = fetch.get(url, limit)?;
        let wanted = answer.retry_after.unwrap_or(pause);
        if !matches!(answer.status, 429 | 500 | 502 | 503 | 504) || wanted > LONGEST_PAUSE {
            return Ok(answer);
        }
        fetch.pause(wanted);
        pause *= 2;
    }
    fetch.get(url, limit)
}

fn redirect(url: &Url, current: &Url, location: &str) -> Result<Url, Failure> {
    let refuse = |why: &str, remedy: &str| {
        let message = format!("the server redirects to {}: {why}", without_secrets(location));
        refuse_all_of(&ADDRESS, url.as_str(), message, remedy)
    };
    let next = current
        .join(location)
        .map_err(|error| refuse(&error.to_string(), "name the page itself"))?;
    if next.host() != url.host() {
        return Err(refuse("another host", "name that URL itself if you trust it"));
    }
    if current.scheme() == "https" && next.scheme() != "https" {
        return Err(refuse("no longer https", "tell the publisher"));
    }
    allowed(&next).map_err(|(why, remedy)| refuse(&why, remedy))?;
    Ok(next)
}

fn allowed(url: &Url) -> Result<(), (String, &'static str)> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err((
            "the URL has a name or a password in it".to_owned(),
            "save the page and name the file",
        ));
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(("plain http goes to this machine only".to_owned(), "use https")),
        other => Err((
            format!("`{other}` is not fetched"),
            "use https, or name a file by its path",
        )),
    }
}

/// Whether `url` is on this machine, so that nobody is between.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn limit(url: &Url) -> u64 {
    if url.path().ends_with(".md") || index::is_index(url) {
        MAX_PAGE
    } else {
        MAX_DOCUMENT
    }
}

/// `text` without what is between `//` and `@`.
fn without_secrets(text: &str) -> String {
    match text
        .split_once("://")
        .and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?)))
    {
        Some((scheme, (user, rest))) if !user.contains('/') => format!("{scheme}://…@{rest}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Mutex;

    use super::*;

    struct Fake(HashMap<&'static str, Result<Answer, Fault>>);

    /// A server that answers with one after the other of these, and hears the pauses.
    struct Busy(Mutex<(Vec<Answer>, Vec<u64>)>);

    impl Fetch for Busy {
        fn get(&self, _: &Url, _: u64) -> Result<Answer, Fault> {
            Ok(self.0.lock().unwrap().0.remove(0))
        }

        fn pause(&self, duration: Duration) {
            self.0.lock().unwrap().1.push(duration.as_secs());
        }
    }

    /// What comes of these statuses, each with its `Retry-After`, and how many seconds were waited.
    fn asked(answers: &[(u16, Option<u64>)]) -> (Result<(), String>, Vec<u64>) {
        let answer = |(status, seconds): &(u16, Option<u64>)| Answer {
            status: *status,
            retry_after: seconds.map(Duration::from_secs),
            ..Answer::default()
        };
        let busy = Busy(Mutex::new((answers.iter().map(answer).collect(), Vec::new())));
        let result = follow(&busy, &Url::parse("https://a.example/1").unwrap());
        let result = result.map(drop).map_err(|failure| failure.findings[0].message.clone());
        let (left, pauses) = busy.0.into_inner().unwrap();
        assert!(left.is_empty(), "not asked often enough");
        (result, pauses)
    }

    #[test]
    fn a_busy_server_is_asked_again_after_the_pause_that_it_wants() {
        assert_eq!(asked(&[(429, Some(7)), (503, None), (200, None)]), (Ok(()), vec![7, 2]));
        assert_eq!(asked(&[(200, None)]), (Ok(()), Vec::new()));
    }

    #[test]
    fn a_server_that_stays_busy_or_wants_too_long_a_pause_is_given_up() {
        let (said, pauses) = asked(&[(500, None), (502, None), (504, None), (503, None)]);
        assert_eq!(
            (said.unwrap_err().as_str(), pauses),
            ("the server answers with status 503", vec![1, 2, 4])
        );
        let (said, pauses) = asked(&[(429, Some(3_600))]);
        let message = "the server answers with status 429, and wants to be asked again in 3600 s";
        assert_eq!((said.unwrap_err().as_str(), pauses), (message, Vec::new()));
    }

    #[test]
    fn what_does_not_pass_is_not_asked_for_again() {
        for status in [404, 501, 505] {
            assert_eq!(asked(&[(status, None)]).1, Vec::<u64>::new(), "{status}");
        }
    }

    #[test]
    fn behind_a_redirect_both_urls_are_named() {
        let said = fetched([("https://a.example/1", moved("/2"))]).unwrap_err();
        insta::assert_snapshot!(said, @r#"
        error[V008]: cannot fetch https://a.example/2, to which the server redirects: no such page
          --> https://a.example/1:1:1
         help: check the URL and the connection, and try again
        "#);
    }

    impl Fetch for Fake {
        fn get(&self, url: &Url, _: u64) -> Result<Answer, Fault> {
            self.0
                .get(url.as_str())
                .cloned()
                .unwrap_or(Err(Fault::Failed("no such page".to_owned())))
        }

        fn pause(&self, _: Duration) {}
    }

    fn moved(to: &str) -> Result<Answer, Fault> {
        Ok(Answer {
            status: 302,
            location: Some(to.to_owned()),
            ..Answer::default()
        })
    }

    fn fetched(answers: impl IntoIterator<Item = (&'static str, Result<Answer, Fault>)>) -> Result<String, String> {
        let fake = Fake(answers.into_iter().collect());
        follow(&fake, &Url::parse("https://a.example/1").unwrap())
            .map(|taken| String::from_utf8(taken.bytes).unwrap())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_redirect_on_the_same_host_is_followed() {
        let page = Answer {
            status: 200,
            body: b"here".to_vec(),
            ..Answer::default()
        };
        let answers = [("https://a.example/1", moved("/2")), ("https://a.example/2", Ok(page))];
        assert_eq!(fetched(answers).unwrap(), "here");
    }

    #[test]
    fn a_redirect_to_another_host_to_plain_http_or_without_end_is_refused() {
        let said = ["https://b.example/1", "http://a.example/1", "/1"]
            .map(|to| fetched([("https://a.example/1", moved(to))]).unwrap_err());
        insta::assert_snapshot!(said.join("\n"), @"
        error[V009]: the server redirects to https://b.example/1: another host
          --> https://a.example/1:1:1
         help: name that URL itself if you trust it
        error[V009]: the server redirects to http://a.example/1: no longer https
          --> https://a.example/1:1:1
         help: tell the publisher
        error[V009]: more than 5 redirects, the last one to https://a.example/1
          --> https://a.example/1:1:1
         help: name the page itself
        ");
    }

    #[test]
    fn what_is_no_success_is_told() {
        let status = |status| {
            Ok(Answer {
                status,
                ..Answer::default()
            })
        };
        let said = [status(404), status(500), status(302), status(204), Err(Fault::TooLarge)]
            .map(|answer| fetched([("https://a.example/1", answer)]).unwrap_err());
        insta::assert_snapshot!(said.join("\n"), @"
        error[V008]: the server answers with status 404
          --> https://a.example/1:1:1
         help: the page is gone or was moved: look it up in the documentation
        error[V008]: the server answers with status 500
          --> https://a.example/1:1:1
         help: try again later, or save the page and name the file
        error[V008]: the server answers with status 302
          --> https://a.example/1:1:1
         help: try again later, or save the page and name the file
        error[V008]: the server answers with status 204
          --> https://a.example/1:1:1
         help: try again later, or save the page and name the file
        error[V010]: the answer is larger than 40 MiB
          --> https://a.example/1:1:1
         help: name the page or the document itself
        ");
    }

    #[test]
    fn only_https_and_plain_http_on_this_machine_are_fetched() {
        for fine in [
            "https://a.example/x.md",
            "http://127.0.0.1:1/",
            "http://localhost/",
            "http://[::1]/",
        ] {
            assert!(address(fine).is_ok(), "{fine}");
        }
        let refused = [
            "http://a.example/",
            "http://127.0.0.1.example/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https://me:pw@a.example/",
            "https://",
        ];
        let said = refused.map(|url| address(url).unwrap_err().to_string());
        insta::assert_snapshot!(said.join("\n"), @"
        error[V009]: plain http goes to this machine only
          --> http://a.example/:1:1
         help: use https
        error[V009]: plain http goes to this machine only
          --> http://127.0.0.1.example/:1:1
         help: use https
        error[V009]: `ftp` is not fetched
          --> ftp://a.example/:1:1
         help: use https, or name a file by its path
        error[V009]: `file` is not fetched
          --> file:///etc/passwd:1:1
         help: use https, or name a file by its path
        error[V009]: the URL has a name or a password in it
          --> https://…@a.example/:1:1
         help: save the page and name the file
        error[V009]: this is no URL: empty host
          --> https://:1:1
         help: correct it
        ");
    }
}
