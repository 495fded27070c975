//! Lists, read to their end over a real connection.

use std::sync::atomic::{AtomicUsize, Ordering};

use bolna_api_ext::Bolna;
use bolna_api_ext::bolna_api::list::Paging;
use bolna_api_ext::bolna_api::{List, builder};
use bolna_api_ext::prelude::*;
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};
use support::Server;

use crate::server::{Clients, KEY};

/// A server that answers by a function of how many requests came before.
struct Api {
    bolna: Bolna,
    server: Server,
}

impl Api {
    fn start(answer: impl Fn(usize) -> (u16, Value) + Send + Sync + 'static) -> Self {
        let before = AtomicUsize::new(0);
        let server = Server::with(move |_| {
            let (status, body) = answer(before.fetch_add(1, Ordering::Relaxed));
            support::json(status, body.to_string())
        });
        Self {
            bolna: server.bolna(),
            server,
        }
    }

    /// A server that gives these one after the other, and then 500.
    fn with_answers(answers: Vec<Value>) -> Self {
        Self::start(move |before| match answers.get(before) {
            Some(answer) => (200, answer.clone()),
            None => (500, json!({"message": "Down"})),
        })
    }

    /// The targets of the requests.
    fn asked(&self) -> Vec<String> {
        let requests = self.server.requests();
        requests.iter().map(|request| request.target().to_owned()).collect()
    }

    fn violations(&self) -> builder::ListViolations<'_> {
        self.bolna.list_violations()
    }
}

/// An answer with these ids, and with what else it says.
fn page(ids: &[&str], said: Value) -> Value {
    let data: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
    let mut page = json!({"data": data});
    page.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    page
}

fn more(ids: &[&str]) -> Value {
    page(ids, json!({"has_more": true}))
}

fn last(ids: &[&str]) -> Value {
    page(ids, json!({"has_more": false}))
}

fn ids(violations: Vec<bolna_api_ext::types::Violation>) -> Vec<String> {
    violations.into_iter().filter_map(|violation| violation.id).collect()
}

#[tokio::test]
async fn every_page_is_asked_for_with_what_the_caller_set() {
    let api = Api::with_answers(vec![more(&["a", "b"]), more(&["c"]), last(&["d"])]);
    let all = api.violations().page_size(2).status("pending").all().await.unwrap();
    assert_eq!(ids(all), ["a", "b", "c", "d"]);
    assert_eq!(
        api.asked(),
        [
            "/violations/list?page_size=2&status=pending",
            "/violations/list?page_number=2&page_size=2&status=pending",
            "/violations/list?page_number=3&page_size=2&status=pending",
        ]
    );
}

#[tokio::test]
async fn the_answer_may_count_by_offset_and_say_only_the_total() {
    let page = |ids: &[&str], offset: u64| page(ids, json!({"limit": 2, "offset": offset, "total": 3}));
    let api = Api::with_answers(vec![page(&["a", "b"], 0), page(&["c"], 2)]);
    let mut violations = api.violations().into_stream();
    assert_eq!(violations.total(), None);
    let mut read = Vec::new();
    while let Some(violation) = violations.try_next().await.unwrap() {
        assert_eq!(violations.total(), Some(3));
        read.push(violation);
    }
    assert_eq!(ids(read), ["a", "b", "c"]);
    assert_eq!(api.asked().len(), 2);
}

#[tokio::test]
async fn a_caller_who_stops_asks_for_nothing_more() {
    let api = Api::start(|before| (200, more(&[&format!("{before}a"), &format!("{before}b")])));
    assert_eq!(ids(api.violations().at_most(3).await.unwrap()), ["0a", "0b", "1a"]);
    assert_eq!(api.asked().len(), 2);
    assert_eq!(ids(api.violations().at_most(2).await.unwrap()).len(), 2);
    assert_eq!(api.asked().len(), 3);
    assert!(api.violations().at_most(0).await.unwrap().is_empty());
    assert_eq!(api.asked().len(), 3);

    let some: Vec<_> = api.violations().into_stream().take(4).try_collect().await.unwrap();
    assert_eq!((some.len(), api.asked().len()), (4, 5));
}

#[tokio::test]
async fn a_page_ahead_is_asked_for_only_if_that_is_wanted() {
    for (ahead, wanted) in [(false, 0), (true, 1)] {
        let api = Api::start(|before| (200, more(&[&format!("{before}a"), &format!("{before}b")])));
        let stream = api.violations().into_stream();
        let mut stream = if ahead { stream.prefetch() } else { stream };
        stream.try_next().await.unwrap();
        // Other requests give the one ahead the time to come, or show that there is none.
        let mut other = api.bolna.list_violations().page_number(9).pages();
        let ahead = || {
            let asked = api.asked();
            asked.iter().filter(|target| target.contains("page_number=2")).count()
        };
        for others in 0..100 {
            if others > 2 && ahead() == wanted {
                break;
            }
            other.try_next().await.unwrap();
        }
        assert_eq!(ahead(), wanted);
    }
}

#[tokio::test]
async fn an_error_ends_it_once_and_names_the_page() {
    let api = Api::with_answers(vec![more(&["a"]), more(&["b"])]);
    let mut stream = api.violations().into_stream();
    assert!(stream.try_next().await.unwrap().is_some());
    assert!(stream.try_next().await.unwrap().is_some());
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_violations: page 3: 500 Internal Server Error: Down"
    );
    assert_eq!(error.page(), Some(3));
    assert!(stream.try_next().await.unwrap().is_none());
    assert!(stream.next().await.is_none());
    assert_eq!(api.asked().len(), 3);
}

#[tokio::test]
async fn an_argument_that_is_none_is_an_error_of_the_first_page() {
    let api = Api::with_answers(vec![]);
    let error = api.violations().page_size(0).all().await.unwrap_err();
    assert!(error.is_invalid_request() && error.page() == Some(1), "{error}");
    let error = api.violations().page_number(-2).all().await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    assert!(api.asked().is_empty());
}

#[tokio::test]
async fn a_server_that_repeats_a_page_for_ever_does_not_hang_the_caller() {
    let api = Api::start(|_| (200, more(&["a"])));
    let mut stream = api.violations().into_stream();
    assert!(stream.try_next().await.unwrap().is_some(), "once");
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_violations: page 3: the server repeats a page that it gave before, and says that another one follows"
    );
    assert!(stream.try_next().await.unwrap().is_none());
    assert_eq!(api.asked().len(), 3);

    let empty = Api::start(|_| (200, more(&[])));
    assert!(empty.violations().all().await.is_err());
    let standing = Api::start(|before| {
        (
            200,
            page(&[&before.to_string()], json!({"has_more": true, "offset": 0})),
        )
    });
    assert_eq!(
        standing.violations().all().await.unwrap_err().to_string(),
        "list_violations: page 2: the server was asked for the next page, and says that this is the page behind 0 items again"
    );
}

#[tokio::test]
async fn a_future_that_is_dropped_loses_no_item_and_repeats_no_request() {
    let api = Api::with_answers(vec![more(&["a"]), last(&["b"])]);
    let mut stream = api.violations().into_stream();
    let mut read = Vec::new();
    loop {
        // Polled once and dropped, each time.
        let polled = tokio::select! {
            biased;
            item = stream.try_next() => Some(item.unwrap()),
            () = tokio::task::yield_now() => None,
        };
        match polled {
            Some(Some(item)) => read.push(item),
            Some(None) => break,
            None => {}
        }
    }
    assert_eq!(ids(read), ["a", "b"]);
    assert_eq!(api.asked().len(), 2);
}

#[tokio::test]
async fn a_list_without_pages_is_one_request_and_one_page() {
    for body in [
        json!([{"id": "1"}, {"id": "2"}]),
        json!({"data": [{"id": "1"}, {"id": "2"}], "has_more": true}),
    ] {
        let api = Api::with_answers(vec![body]);
        let executions = api.bolna.list_batch_executions().batch_id("7").all().await.unwrap();
        assert_eq!(executions.len(), 2);
        assert_eq!(api.asked(), ["/batches/7/executions"]);
    }
    let down = Api::with_answers(vec![]);
    let error = down.bolna.list_sip_trunks().all().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 500 Internal Server Error: Down",
        "there is no page to name"
    );
}

#[tokio::test]
async fn pages_have_what_the_server_says_of_them() {
    let api = Api::with_answers(vec![page(
        &["a"],
        json!({"has_more": false, "total": 1, "limit": 50, "offset": 0}),
    )]);
    let mut pages = api.violations().pages();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!(
        (page.total, page.size, page.offset, page.items.len()),
        (Some(1), Some(50), Some(0), 1)
    );
    assert!(pages.try_next().await.unwrap().is_none());
    assert!(
        format!("{pages:?}").starts_with("Pages { operation: \"list_violations\""),
        "{pages:?}"
    );
}

#[test]
fn a_stream_can_be_sent_to_another_thread() {
    fn sent<T: Send>(_: T) {}
    let bolna = Bolna::builder().api_key(KEY).build().unwrap();
    sent(bolna.list_violations().into_stream());
    sent(bolna.list_sip_trunks().pages());
    sent(bolna.list_agents().all());
}

/// How each list of the contract is paged, as the pipeline read it.
#[test]
fn each_list_of_the_contract_is_paged_as_the_contract_says() {
    assert_eq!(<builder::ListAgentExecutions<'_> as List>::PAGING, Paging::Number);
    assert_eq!(<builder::ListViolations<'_> as List>::PAGING, Paging::Number);
    for whole in [
        <builder::ListAgents<'_> as List>::PAGING,
        <builder::ListBatches<'_> as List>::PAGING,
        <builder::ListBatchExecutions<'_> as List>::PAGING,
        <builder::ListExtractionTemplates<'_> as List>::PAGING,
        <builder::ListPhoneNumbers<'_> as List>::PAGING,
        <builder::ListSipTrunks<'_> as List>::PAGING,
        <builder::ListVoices<'_> as List>::PAGING,
    ] {
        assert_eq!(whole, Paging::Unpaged);
    }
}
