//! The example `active_trunks`, run as a program.

use std::path::PathBuf;
use std::process::{Command, Output};

use support::{Answer, Server, json, nobody};

use crate::server::KEY;

fn active_trunks() -> Command {
    example("active_trunks")
}

/// An example as a program, with nothing of what this process was told.
pub(crate) fn example(name: &str) -> Command {
    let mut command = Command::new(binary(name));
    for name in ["BOLNA_API_KEY", "BOLNA_BASE_URL", "RUST_LOG"] {
        command.env_remove(name);
    }
    command
}

/// Cargo tells a test where the binaries of its package are, but not the examples: those are beside the folder in which
/// this test is.
fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(|deps| deps.parent()).unwrap();
    let binary = profile
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        binary.exists(),
        "{} is missing: `cargo test -p bolna-api-ext` builds it, with `--test` it takes `cargo build --examples` before",
        binary.display()
    );
    binary
}

pub(crate) fn run(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// Asks a server that acts like this, with the most talkative log; whatever happens, nothing shows the key.
fn ask(act: Answer) -> (i32, String, String) {
    let server = Server::start([act]);
    let mut command = active_trunks();
    command
        .env("BOLNA_API_KEY", KEY)
        .env("BOLNA_BASE_URL", server.url())
        .env("RUST_LOG", "trace");
    let (code, stdout, stderr) = run(&mut command);
    assert!(server.request().head.contains(KEY), "the key was sent");
    assert!(stderr.contains("TRACE"), "there is a log: {stderr}");
    assert!(!stdout.contains(KEY) && !stderr.contains(KEY), "{stdout}{stderr}");
    (code, stdout, stderr)
}

#[test]
fn without_a_key_it_shows_made_up_trunks_and_says_so() {
    let (code, stdout, stderr) = run(&mut active_trunks());
    assert_eq!(code, 0);
    assert_eq!(
        stderr,
        "BOLNA_API_KEY is not set: all data is made up, by a server inside this program\n"
    );
    insta::assert_snapshot!(stdout, @r"
    ┌────────────────┬─────────────────────┬──────────┬───────────┬──────────────────────┐
    │ trunk          ┆ id                  ┆ provider ┆ transport ┆ gateways             │
    ╞════════════════╪═════════════════════╪══════════╪═══════════╪══════════════════════╡
    │ Main line      ┆ 01HQXYZ123ABC456DEF ┆ twilio   ┆ tls       ┆ 1 sip1.example:5061  │
    │                ┆                     ┆          ┆           ┆ 2 sip2.example:5061  │
    │                ┆                     ┆          ┆           ┆ 3 sip3.example:5061  │
    ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
    │ Branch offices ┆ 01HQXYZ123ABC456DEG ┆ plivo    ┆ udp       ┆ 1 192.0.2.20:5060    │
    │                ┆                     ┆          ┆           ┆ 1 192.0.2.10:5060    │
    │                ┆                     ┆          ┆           ┆ 2 198.51.100.20:5060 │
    ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
    │ Lab            ┆ 01HQXYZ123ABC456DEJ ┆ -        ┆ -         ┆ 1 [2001:db8::5]:5070 │
    └────────────────┴─────────────────────┴──────────┴───────────┴──────────────────────┘
    ");
}

#[test]
fn with_a_key_it_asks_the_api() {
    let trunks = r#"[{"name": "日本 \u001b[31mLinie", "id": "7", "is_active": true, "provider": "a provider with a very long name",
        "gateways": [{"gateway_address": "a-very-long-name-of-a-gateway.of-a-carrier.somewhere.example.com"}]},
        {"id": "8", "name": "no gateway"}]"#;
    let (code, stdout, _) = ask(json("200 OK", trunks));
    assert_eq!(code, 0);
    insta::assert_snapshot!(stdout, @r"
    ┌─────────────────┬────┬──────────────────────────────────┬───────────┬─────────────────────────────────────────────────────────────────────────┐
    │ trunk           ┆ id ┆ provider                         ┆ transport ┆ gateways                                                                │
    ╞═════════════════╪════╪══════════════════════════════════╪═══════════╪═════════════════════════════════════════════════════════════════════════╡
    │ 日本 �[31mLinie ┆ 7  ┆ a provider with a very long name ┆ -         ┆ 1 a-very-long-name-of-a-gateway.of-a-carrier.somewhere.example.com:5060 │
    ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
    │ no gateway      ┆ 8  ┆ -                                ┆ -         ┆ -                                                                       │
    └─────────────────┴────┴──────────────────────────────────┴───────────┴─────────────────────────────────────────────────────────────────────────┘
    ");
}

/// A proxy would get the key in the clear, and "this machine" is another one to it.
#[test]
fn a_server_on_this_machine_is_not_asked_through_a_proxy() {
    let (_socket, proxy) = nobody();
    let server = Server::start([json("200 OK", "[]")]);
    let mut command = active_trunks();
    command.env("BOLNA_API_KEY", KEY).env("BOLNA_BASE_URL", server.url());
    command
        .env("HTTP_PROXY", &proxy)
        .env("ALL_PROXY", &proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    let (code, _, stderr) = run(&mut command);
    assert_eq!((code, stderr.as_str()), (0, ""));
}

#[test]
fn a_refusal_is_one_line_on_stderr() {
    let body = format!(r#"{{"detail": "Unrecognized access token {KEY}"}}"#);
    let (code, stdout, stderr) = ask(json("401 Unauthorized", &body));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert_eq!(
        stderr.lines().last(),
        Some("error: list_sip_trunks: 401 Unauthorized: Unrecognized access token [redacted] (check BOLNA_API_KEY)")
    );
}

#[test]
fn a_failure_of_the_server_is_one_line_on_stderr() {
    // A status that is not sent again: the server here answers once.
    let (code, stdout, stderr) = ask(json("501 Not Implemented", KEY));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert_eq!(
        stderr.lines().last(),
        Some("error: list_sip_trunks: 501 Not Implemented: [redacted]")
    );
}

#[test]
fn without_a_log_an_error_is_all_there_is() {
    let (_socket, url) = nobody();
    let (code, stdout, stderr) = run(active_trunks().env("BOLNA_API_KEY", KEY).env("BOLNA_BASE_URL", &url));
    assert_eq!((code, stdout.as_str(), stderr.lines().count()), (1, "", 1));
    assert!(
        stderr.starts_with(&format!("error: list_sip_trunks: cannot connect to {url}: ")),
        "{stderr}"
    );
}

#[test]
fn a_wrong_configuration_is_one_line_that_says_what_to_set() {
    let wrong = [
        (" ", "http://127.0.0.1"),
        (KEY, "http://api.bolna.ai"),
        (KEY, "127.0.0.1"),
    ];
    for (key, url) in wrong {
        let (code, stdout, stderr) = run(active_trunks().env("BOLNA_API_KEY", key).env("BOLNA_BASE_URL", url));
        assert_eq!((code, stdout.as_str(), stderr.lines().count()), (1, "", 1), "{stderr}");
        assert!(stderr.starts_with("error: ") && stderr.contains("BOLNA_"), "{stderr}");
    }
}
