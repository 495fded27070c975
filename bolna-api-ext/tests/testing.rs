//! The fake that programs test with.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bolna_api_ext::bolna_api::Empty;
use bolna_api_ext::bolna_api::builder::{
    CreateBatch, DeleteAgent, GetAgent, GetExecution, ListAgents, ListSipTrunks, ListViolations, MakeCall, ReplaceAgent,
};
use bolna_api_ext::bolna_api::multipart::File;
use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next};
use bolna_api_ext::prelude::*;
use bolna_api_ext::reqwest::{Request, Response};
use bolna_api_ext::testing::{FakeBolna, Reply};
use bolna_api_ext::types::{
    Agent, AgentReplaced, AgentRequest, CallRequest, CreateBatchForm, Execution, ExecutionStatus, QueuedCall, SipTrunk,
    Violation, ViolationPage, ViolationStatus,
};
use bolna_api_ext::{Bolna, Error, RetryPolicy};
use serde_json::{Value, json};

fn call() -> CallRequest {
    let call = CallRequest::builder()
        .agent_id("7")
        .recipient_phone_number("+14155550187");
    call.try_into().unwrap()
}

#[tokio::test]
async fn an_answer_is_typed_and_of_what_was_asked() {
    let fake = FakeBolna::new();
    fake.on::<GetAgent>(|request| match request.path_parameter("agent_id") {
        Some(id) => Ok(Agent::builder().id(id).build()?),
        None => Err(Reply::status(404)),
    });
    let agent = fake.client().get_agent().agent_id("7").send().await.unwrap();
    assert_eq!(agent.id.as_deref(), Some("7"));
}

#[tokio::test]
async fn answers_come_in_their_order_and_then_the_one_for_all() {
    let fake = FakeBolna::new();
    let of = |status| Execution::builder().status(status);
    fake.always::<GetExecution>(of(ExecutionStatus::Completed))
        .once::<GetExecution>(of(ExecutionStatus::Queued))
        .once_reply::<GetExecution>(Reply::status(503))
        .once::<GetExecution>(of(ExecutionStatus::InProgress));
    let bolna = fake.client();
    let mut seen = Vec::new();
    for _ in 0..5 {
        let execution = bolna.get_execution().execution_id("1").send().await;
        seen.push(execution.map_or_else(
            |error| error.to_string(),
            |execution| execution.status.unwrap().to_string(),
        ));
    }
    let refused = "get_execution: 503 Service Unavailable: the server gave no reason";
    assert_eq!(seen, ["queued", refused, "in-progress", "completed", "completed"]);
    assert_eq!(fake.unused(), 0);
}

#[tokio::test]
async fn what_was_asked_can_be_read() {
    let fake = FakeBolna::new();
    fake.always::<ListAgents>(Empty)
        .always::<MakeCall>(QueuedCall::builder().execution_id("1"));
    fake.always::<ListViolations>(ViolationPage::default());
    let bolna = fake.client();
    bolna.list_agents().send().await.unwrap();
    bolna.make_call().body(call()).send().await.unwrap();
    bolna
        .list_violations()
        .status(ViolationStatus::from("a b&c"))
        .page_size(3)
        .send()
        .await
        .unwrap();
    assert_eq!(
        fake.request_lines(),
        [
            "GET /v2/agent/all",
            "POST /call",
            "GET /violations/list?page_size=3&status=a+b%26c"
        ]
    );
    let calls = fake.requests_of::<MakeCall>();
    assert_eq!(
        calls[0].json(),
        json!({"agent_id": "7", "recipient_phone_number": "+14155550187"})
    );
    assert_eq!(calls[0].read::<CallRequest>().unwrap(), call());
    assert_eq!(calls[0].header("content-type"), Some("application/json"));
    let violations = fake.requests_of::<ListViolations>();
    assert_eq!(violations[0].query("status"), Some("a b&c"));
    assert_eq!(violations[0].query("from"), None);
    assert_eq!((violations[0].body(), violations[0].json()), (None, Value::Null));
}

#[tokio::test]
async fn a_request_shows_neither_its_key_nor_its_body() {
    let fake = FakeBolna::new();
    fake.always::<MakeCall>(QueuedCall::default());
    let bolna = fake.client_with(Bolna::builder().api_key("sa-hunter2")).unwrap();
    bolna.make_call().body(call()).send().await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests[0].api_key(), Some("sa-hunter2"));
    let shown = format!("{requests:?} {fake:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("+1415"), "{shown}");
}

#[tokio::test]
async fn what_is_not_set_up_is_an_error_that_says_what_is() {
    let fake = FakeBolna::new();
    let bolna = fake.client();
    let error = bolna.list_agents().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_agents: not sent: the fake has no answer to any operation"
    );
    fake.always::<ListSipTrunks>(Empty).once::<ListAgents>(Empty);
    let error = bolna.make_call().body(call()).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "make_call: not sent: the fake has no answer to this operation, only to list_agents, list_sip_trunks"
    );
    assert_eq!(fake.unused(), 1);
    bolna.list_agents().send().await.unwrap();
    let error = bolna.list_agents().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_agents: not sent: the fake has given all answers that it has to this operation"
    );
    assert!(error.is_refused() && !error.may_have_taken_effect());
}

#[tokio::test]
async fn a_fault_is_the_error_that_the_network_makes() {
    let faults = [
        (Reply::refused(), "no connection", false),
        (Reply::reset(), "broken connection", true),
    ];
    for (reply, kind, has_effect) in faults.into_iter().chain([(Reply::timed_out(), "timeout", true)]) {
        let fake = FakeBolna::new();
        fake.always_reply::<MakeCall>(reply.clone())
            .always_reply::<ListAgents>(reply);
        let bolna = fake.client();
        let error = bolna.make_call().body(call()).send().await.unwrap_err();
        assert_eq!(
            (error.kind().to_string().as_str(), error.may_have_taken_effect()),
            (kind, has_effect)
        );
        let error = bolna.list_agents().send().await.unwrap_err();
        assert!(!error.may_have_taken_effect(), "it changes nothing: {error}");
    }
}

#[tokio::test]
async fn an_answer_may_be_anything() {
    let fake = FakeBolna::new();
    fake.once_reply::<ListAgents>(
        Reply::status(429)
            .header("retry-after", "2")
            .json(json!({"message": "Slow down"})),
    )
    .once_reply::<ListAgents>(
        Reply::status(502)
            .header("content-type", "text/html")
            .text("<h1>Bad Gateway</h1>"),
    )
    .once_reply::<ListAgents>(Reply::status(200).text(r#"[{"id": "#))
    .once_reply::<ListAgents>(Reply::status(200).text(r#"[{"id": "#).cut())
    .once_reply::<ListAgents>(Reply::status(7))
    .once_reply::<ListAgents>(Reply::status(200).header("a b", "c"));
    let bolna = fake.client();
    let mut errors = Vec::new();
    for _ in 0..6 {
        errors.push(bolna.list_agents().send().await.unwrap_err().to_string());
    }
    insta::assert_snapshot!(errors.join("\n"), @r"
    list_agents: 429 Too Many Requests: Slow down (retry after 2 s)
    list_agents: 502 Bad Gateway
    list_agents: 200 OK: `[0].id`: the JSON ends too early (line 1, column 8)
    list_agents: 200 OK: the connection to http://no.url.provided.local broke: connection reset
    list_agents: not sent: the fake cannot answer: 7 is no status
    list_agents: not sent: the fake cannot answer: `a b` cannot be a header
    ");
}

#[tokio::test]
async fn an_answer_that_is_late_is_a_time_out_and_nobody_waits() {
    let fake = FakeBolna::new();
    fake.once_reply::<ListAgents>(Reply::status(200).json([(); 0]).after(Duration::from_secs(4)))
        .once_reply::<ListAgents>(Reply::status(200).json([(); 0]).after(Duration::from_secs(90)))
        .once_reply::<ListAgents>(Reply::timed_out());
    let bolna = fake
        .client_with(
            Bolna::builder()
                .timeout(Duration::from_secs(5))
                .retry(RetryPolicy::none()),
        )
        .unwrap();
    bolna.list_agents().send().await.unwrap();
    assert_eq!(fake.elapsed(), Duration::from_secs(4));
    for seconds in [9, 14] {
        assert!(bolna.list_agents().send().await.unwrap_err().is_timeout());
        assert_eq!(fake.elapsed(), Duration::from_secs(seconds));
    }
}

#[tokio::test]
async fn what_a_client_waits_passes_at_once_on_the_clock_of_the_fake() {
    let fake = FakeBolna::new();
    for status in [
        ExecutionStatus::Queued,
        ExecutionStatus::Ringing,
        ExecutionStatus::Completed,
    ] {
        fake.once::<GetExecution>(Execution::builder().id("1").status(status));
    }
    let slow = Reply::status(503).after(Duration::from_secs(20));
    fake.always_reply::<GetAgent>(slow);
    let settings = Bolna::builder()
        .random(|| 1.0)
        .retry(RetryPolicy::new().max_attempts(9));
    let bolna = fake.client_with(settings).unwrap();
    let waited = bolna.calls().wait("1").within(Duration::from_secs(60)).await.unwrap();
    assert!(waited.terminal().is_some());
    assert_eq!(fake.elapsed(), Duration::from_secs(4));
    // Delays pass on the same clock: no attempt begins more than 120 seconds after the first one.
    let error = bolna.get_agent().agent_id("7").send().await.unwrap_err();
    assert_eq!(error.attempts(), 6);
}

#[tokio::test]
async fn a_test_can_bring_its_own_clock() {
    let slept = Arc::new(Mutex::new(Vec::new()));
    let (fake, keep) = (FakeBolna::new(), slept.clone());
    fake.sleep_with(move |duration| {
        keep.lock().unwrap().push(duration);
        Box::pin(async {})
    });
    fake.always_reply::<ListAgents>(Reply::status(200).json([(); 0]).after(Duration::from_secs(2)));
    fake.client().list_agents().send().await.unwrap();
    assert_eq!(*slept.lock().unwrap(), [Duration::from_secs(2)]);
}

#[tokio::test]
async fn every_layer_but_the_network_is_real() {
    /// Sends a request that the server did not take once more.
    struct Again;

    impl Layer for Again {
        fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
            Box::pin(async move {
                let again = next.try_clone(&request).unwrap();
                match next.run(request).await {
                    Ok(response) if response.status() == 503 => next.run(again).await,
                    result => result,
                }
            })
        }
    }

    let fake = FakeBolna::new();
    fake.once_reply::<DeleteAgent>(Reply::status(503))
        .once_reply::<DeleteAgent>(Reply::status(204));
    let bolna = fake
        .client_with(Bolna::builder().api_key("sa-1").retry(RetryPolicy::none()).layer(Again))
        .unwrap();
    bolna.delete_agent().agent_id("7").send().await.unwrap();
    let other = bolna.with_api_key("sa-2").unwrap();
    other.delete_agent().agent_id("..").send().await.unwrap_err();
    fake.always_reply::<DeleteAgent>(Reply::status(200));
    other.delete_agent().agent_id("8").send().await.unwrap();
    let sent: Vec<_> = fake.requests();
    let keys: Vec<_> = sent
        .iter()
        .map(|request| (request.to_string(), request.api_key().unwrap()))
        .collect();
    assert_eq!(
        keys,
        [
            ("DELETE /v2/agent/7".to_owned(), "sa-1"),
            ("DELETE /v2/agent/7".to_owned(), "sa-1"),
            ("DELETE /v2/agent/8".to_owned(), "sa-2")
        ]
    );
}

#[tokio::test]
async fn pages_are_answered_by_what_was_asked() {
    let fake = FakeBolna::new();
    fake.on::<ListViolations>(|request| {
        let number: i64 = request.query("page_number").unwrap_or("1").parse().unwrap();
        let page = ViolationPage::builder().data([Violation::builder().id(number.to_string())]);
        Ok(page.has_more(number < 3).build()?)
    });
    assert_eq!(fake.client().list_violations().all().await.unwrap().len(), 3);
    assert_eq!(fake.request_lines().len(), 3);
}

#[tokio::test]
async fn an_operation_that_the_contract_lacks_and_a_form_have_answers_too() {
    let fake = FakeBolna::new();
    fake.on_id("GET /trunk/trunks", |request| {
        Reply::status(200).json([request.query("page")])
    });
    fake.always_reply::<CreateBatch>(Reply::status(201).json(json!({"batch_id": "9"})));
    let bolna = fake.client();
    let read: Vec<String> = bolna
        .execute(bolna_api_ext::reqwest::Method::GET, "/trunk/trunks?page=2", ())
        .await
        .unwrap();
    assert_eq!(read, ["2"]);
    let form = CreateBatchForm::builder()
        .agent_id("7")
        .file(File::from("contact_number\n").with_name("a.csv"));
    let created = bolna.create_batch().body(form).send().await.unwrap();
    assert_eq!(created.batch_id.as_deref(), Some("9"));
}

#[tokio::test]
async fn a_result_is_read_as_it_was_given() {
    let trunk: SipTrunk = serde_json::from_value(json!({
        "id": "1", "transport": "transport-quic", "gateways": [{"gateway_address": "a", "id": 3}], "ice_support": true
    }))
    .unwrap();
    let fake = FakeBolna::new();
    fake.always::<ListSipTrunks>([&trunk]);
    assert_eq!(fake.client().list_sip_trunks().send().await.unwrap(), [trunk]);
}

#[tokio::test]
async fn an_agent_is_changed_in_one_setting_and_keeps_all_others() {
    let body = json!({
        "id": "7", "agent_name": "Front desk", "new_setting": {"a": 1},
        "agent_prompts": {"task_1": {"system_prompt": "You are nice.", "tone": "warm"}},
        "tasks": [{"task_type": "conversation", "task_config": {"hangup_after_silence": 10, "new": true}}]
    });
    let fake = FakeBolna::new();
    fake.always_reply::<GetAgent>(Reply::status(200).json(&body));
    fake.always::<ReplaceAgent>(AgentReplaced::default());
    let bolna = fake.client();

    let mut request = AgentRequest::from(bolna.get_agent().agent_id("7").send().await.unwrap());
    for task in request
        .agent_config
        .iter_mut()
        .flat_map(|config| config.tasks.iter_mut().flatten())
    {
        task.task_config.get_or_insert_default().hangup_after_silence = Some(20);
    }
    bolna.replace_agent().agent_id("7").body(request).send().await.unwrap();

    let sent = fake.requests_of::<ReplaceAgent>()[0].json();
    assert_eq!(
        sent,
        json!({
            "agent_config": {
                "agent_name": "Front desk", "new_setting": {"a": 1},
                "tasks": [{"task_type": "conversation", "task_config": {"hangup_after_silence": 20, "new": true}}]
            },
            "agent_prompts": {"task_1": {"system_prompt": "You are nice.", "tone": "warm"}}
        })
    );
}

#[test]
fn synchronous_code_needs_a_runtime_and_no_other_client() {
    let fake = FakeBolna::new();
    fake.on::<ListViolations>(|request| {
        let number = request.query("page_number").unwrap_or("1");
        let page = ViolationPage::builder().data([Violation::builder().id(number), Violation::builder().id(number)]);
        Ok(page.has_more(number == "1").build()?)
    });
    let (runtime, bolna) = (
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap(),
        fake.client(),
    );
    let mut violations = bolna.list_violations().page_size(2).into_stream();
    let read = std::iter::from_fn(|| runtime.block_on(violations.try_next()).transpose());
    assert_eq!(read.map(Result::unwrap).count(), 4);
    assert_eq!(
        fake.request_lines(),
        [
            "GET /violations/list?page_size=2",
            "GET /violations/list?page_number=2&page_size=2"
        ]
    );
}
