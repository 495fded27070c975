//! The examples, each run as a program: what they show without a key, and what they leave alone with one.

use serde_json::{Map, Value};
use support::{Server, empty, json};

use crate::example::{example, run};
use crate::server::KEY;

/// Each example that may change an account, with the arguments that it needs before it does.
const CHANGING: &[(&str, &[&str])] = &[
    ("agents", &[]),
    #[cfg(feature = "csv")]
    (
        "batches",
        &[concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/people.csv")],
    ),
    ("calls", &["+14155550187"]),
    ("phone_numbers", &[]),
    ("sip_trunks", &[]),
];

/// Each example that calls somebody.
const CALLING: &[&str] = &[
    "calls",
    #[cfg(feature = "csv")]
    "batches",
];

/// What an example prints when it has no key.
fn shown(name: &str) -> String {
    let (code, stdout, stderr) = run(&mut example(name));
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(
        stderr,
        "BOLNA_API_KEY is not set: all data is made up, by a server inside this program\n"
    );
    stdout
}

/// A server that has the made-up account of the examples.
fn account() -> Server {
    let answers: Map<String, Value> = serde_json::from_str(include_str!("../examples/support/answers.json")).unwrap();
    Server::with(move |request| {
        let path = request.line.split('?').next().unwrap();
        match answers.get(&format!("{path} 200")) {
            Some(answer) => json("200 OK", answer.to_string()),
            None => empty("404 Not Found"),
        }
    })
}

#[test]
fn agents_are_listed_created_changed_and_deleted() {
    insta::assert_snapshot!(shown("agents"), @"
    2 agents
      6f1c2a60-0000-4000-8000-000000000001  Front desk (processed)
      6f1c2a60-0000-4000-8000-000000000002  Reminders (seeding)
    created 6f1c2a60-0000-4000-8000-000000000003
      name: Opening hours
      prompt: You work at the front desk of a library. Be brief.
    deleted it
    ");
}

#[test]
fn a_call_is_placed_for_later_stopped_and_waited_for() {
    insta::assert_snapshot!(shown("calls"), @"
    call 6f1c2a60-0000-4000-8000-000000000030 is queued
    now it is stopped: it will not be placed
    it ended as stopped and cost 0 US cents
    ");
}

#[test]
fn every_page_of_executions_is_read() {
    insta::assert_snapshot!(shown("executions"), @"
    +14155550181  completed  6.25 US cents
    +14155550182  no-answer  0 US cents
    +14155550183  completed  2.5 US cents
    +14155550184  hung up, not accounted for yet  -
    +14155550185  busy  0.5 US cents
    5 calls, $0.09
    log of 6f1c2a60-0000-4000-8000-000000000021
      transcriber request: When do you open?
      llm response: We open at nine,
      synthesizer response: We open at nine, and at ten on Sundays.
    ");
}

#[cfg(feature = "csv")]
#[test]
fn everybody_in_a_file_is_called_and_reported() {
    let (code, stdout, stderr) = run(&mut example("campaign"));
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.ends_with("\n1 of 2: completed\n2 of 2: completed\n"),
        "it shows its progress: {stderr}"
    );
    insta::assert_snapshot!(stdout, @r"
     number        outcome    cents 
     +14155550187  completed  6.25  
     +14155550188  completed  6.25  
    2 of 2 calls completed, $0.12
    ");
}

#[test]
fn a_batch_is_uploaded_scheduled_and_asked_for() {
    insta::assert_snapshot!(shown("batches"), @"
    batch 3c90c3cc0d444b5088888dd25736052b is uploaded
    now it is scheduled; 0 of 2 calls ended
      scheduled: 2
    `wait` waits for its end, `stop` stops what has not been placed, `list_batch_executions` has the calls
    ");
}

#[test]
fn numbers_are_listed_searched_and_given_to_an_agent() {
    insta::assert_snapshot!(shown("phone_numbers"), @"
    +14155550142  twilio  agent -
    +914041000042  sip-trunk  agent 6f1c2a60-0000-4000-8000-000000000001
    2 numbers with 415 can be bought
      +14155550190  San Francisco  $5.00 a month
      +14155550191  CA  $5.00 a month
    the agent takes the calls to 6f1c2a60-0000-4000-8000-000000000041; `unlink_inbound` takes that back
    ");
}

#[test]
fn a_trunk_is_created_changed_given_a_number_and_deleted() {
    insta::assert_snapshot!(shown("sip_trunks"), @"
    created 01HQXYZ123ABC456DEK
    inbound calls: true
      1 192.0.2.10:5060
      2 192.0.2.20:5060
    added 6f1c2a60-0000-4000-8000-000000000051
      +14155550142  agent -
    deleted it
    ");
}

#[test]
fn with_a_key_nothing_is_changed_unless_it_is_really_meant() {
    for (name, arguments) in CHANGING {
        let server = account();
        let mut command = example(name);
        command.args(*arguments);
        command.env("BOLNA_API_KEY", KEY).env("BOLNA_BASE_URL", server.url());
        let (code, stdout, stderr) = run(&mut command);
        assert_eq!((code, stderr.as_str()), (0, ""), "{name}");
        let last = stdout.lines().last().unwrap();
        assert!(
            last.starts_with("with --really, ") && last.contains(" would "),
            "{name}: {stdout}"
        );
        let changes = || {
            server
                .requests()
                .into_iter()
                .filter(|request| !request.line.starts_with("GET "))
        };
        assert_eq!(changes().next(), None, "{name}");

        let (code, _, stderr) = run(command.arg("--really"));
        let has_posted = changes().any(|request| request.line.starts_with("POST "));
        assert!(has_posted, "{name} with --really: {code}: {stderr}");
    }
}

#[test]
fn whom_to_call_has_to_be_said_where_somebody_would_be_called() {
    for name in CALLING {
        let mut command = example(name);
        command
            .env("BOLNA_API_KEY", KEY)
            .env("BOLNA_BASE_URL", "http://127.0.0.1:9");
        let (code, stdout, stderr) = run(command.arg("--really"));
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert!(stderr.starts_with("error: whom to call? Give "), "{stderr}");
    }
}

#[test]
fn an_option_that_there_is_not_is_refused() {
    let (code, stdout, stderr) = run(example("calls").arg("--realy"));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert_eq!(stderr, "error: unknown option `--realy`; there is only `--really`\n");
}
