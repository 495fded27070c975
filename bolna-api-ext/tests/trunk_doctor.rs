//! The example `trunk_doctor`, run as a program.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;
use support::{Server, json, nobody};

use crate::example::{example, run};
use crate::server::KEY;

/// An error, a warning and a note.
const SICK: &str = r#"[{"name": "Desk", "transport": "transport-udp", "media_encryption": "sdes", "direct_media": true,
    "gateways": [{"gateway_address": "a.example", "port": 5060}, {"gateway_address": "b.example", "port": 5060}]}]"#;

fn doctor(arguments: &[&str]) -> Command {
    let mut command = example("trunk_doctor");
    command.args(arguments).env_remove("NO_COLOR");
    command
}

/// What it says of a list that comes in.
fn of_list(list: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = doctor(&["--file", "-"]);
    command.args(arguments);
    let pipes = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn without_a_key_made_up_trunks_are_looked_at_and_shown() {
    let (code, stdout, stderr) = run(&mut doctor(&[]));
    assert_eq!(code, 0, "a warning is no error: {stdout}");
    assert_eq!(
        stderr,
        "BOLNA_API_KEY is not set: all data is made up, by a server inside this program\n"
    );
    insta::assert_snapshot!(stdout, @r##"
    TRUNK              ID                   ACTIVE  PROVIDER  AUTH      TRANSPORT  INBOUND  GATEWAYS  NUMBERS
    Main line          01HQXYZ123ABC456DEF  yes     twilio    userpass  tls        yes      3         2
    Branch offices     01HQXYZ123ABC456DEG  yes     plivo     ip-based  udp        yes      3         1
    Retired in spring  01HQXYZ123ABC456DEH  no      zadarma   userpass  tcp        -        1         1
    Lab                01HQXYZ123ABC456DEJ  yes     -         -         -          -        1         0

    TRUNK              ORDER  PRIORITY  GATEWAY
    Main line          1      1         sip1.example:5061
    Main line          2      2         sip2.example:5061
    Main line          3      3         sip3.example:5061
    Branch offices     1      1         192.0.2.20:5060
    Branch offices     2      1         192.0.2.10:5060
    Branch offices     3      2         198.51.100.20:5060
    Retired in spring  1      1         sip4.example:5060
    Lab                1      1         [2001:db8::5]:5070

    note[equal-priorities] Branch offices: gateways[2].priority: 1 is that of gateways[1], too
      The order of the list decides which one is tried first; calls are not shared between them.
      Give each gateway a priority of its own.

    note[number-without-agent] Branch offices: phone_numbers[0].agent_id: +914041000042 has none
      Nobody answers who calls the number.
      Connect an agent with it, unless it is the caller of outbound calls alone.

    warning[inactive-with-numbers] Retired in spring: is_active: there is 1 number, and the trunk is not active
      Who calls these numbers is refused.
      Activate the trunk, or move the numbers to one that is active.

    4 trunks: 1 warning, 2 notes

    The diagram, in the language of Mermaid; `--format dot` has it for Graphviz:

    flowchart LR
      t0["Main line<br>twilio, tls, userpass"]
      t1["Branch offices<br>plivo, udp, ip-based"]
      t2["Retired in spring<br>zadarma, tcp, userpass<br>not active"]:::inactive
      t3["Lab"]
      g0["sip1.example:5061"]
      g1["sip2.example:5061"]
      g2["sip3.example:5061"]
      g3["192.0.2.20:5060"]
      g4["192.0.2.10:5060"]
      g5["198.51.100.20:5060"]
      g6["sip4.example:5060"]
      g7["#91;2001:db8#58;#58;5#93;#58;5070"]
      n0(["#43;14155550142"])
      n1(["#43;14155550143"])
      n2(["#43;914041000042"])
      n3(["#43;14155550144"])
      n0 --> t0
      n1 --> t0
      t0 -->|"1st, priority 1"| g0
      t0 -->|"2nd, priority 2"| g1
      t0 -->|"3rd, priority 3"| g2
      n2 --> t1
      t1 -->|"1st, priority 1"| g3
      t1 -->|"2nd, priority 1"| g4
      t1 -->|"3rd, priority 2"| g5
      n3 --> t2
      t2 -->|"1st, priority 1"| g6
      t3 -->|"1st, priority 1"| g7
      classDef inactive stroke-dasharray: 4
    "##);
}

#[test]
fn the_exit_code_says_whether_there_is_something_of_the_level() {
    for (level, code) in [("error", 1), ("warning", 1), ("note", 1), ("never", 0)] {
        assert_eq!(of_list(SICK, &["--fail-on", level]).0, code, "{level}");
    }
    let noted = r#"[{"gateways": [{"gateway_address": "a.example"}, {"gateway_address": "b.example"}]}]"#;
    for (level, code) in [("error", 0), ("warning", 0), ("note", 1)] {
        assert_eq!(of_list(noted, &["--fail-on", level]).0, code, "{level}");
    }
    let (code, stdout, _) = of_list("[]", &["--fail-on", "note"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("0 trunks: nothing is wrong\n"), "{stdout}");
}

#[test]
fn a_machine_gets_one_object() {
    let (code, stdout, stderr) = of_list(SICK, &["--format", "json"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let counts = ["trunks", "errors", "warnings", "notes"].map(|name| report[name].as_u64().unwrap());
    assert_eq!(counts, [1, 1, 1, 1]);
    assert_eq!(report["findings"].as_array().unwrap().len(), 3);
}

#[test]
fn a_diagram_is_all_that_is_printed_where_one_is_asked_for() {
    let (_, stdout, _) = of_list(SICK, &["--format", "dot", "--fail-on", "never"]);
    assert!(
        stdout.starts_with("digraph trunks {\n") && stdout.ends_with("}\n"),
        "{stdout}"
    );
    let (_, stdout, _) = of_list(SICK, &["--format=mermaid"]);
    assert!(stdout.starts_with("flowchart LR\n"), "{stdout}");
}

#[test]
fn what_changed_since_a_saved_list_is_said() {
    let saved = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/trunks.json");
    let (code, stdout, stderr) = run(&mut doctor(&["--since", saved]));
    assert_eq!(code, 0, "{stderr}");
    let changes: Vec<_> = stdout
        .lines()
        .skip_while(|line| *line != "Since then:")
        .take_while(|line| !line.is_empty())
        .collect();
    insta::assert_snapshot!(changes.join("\n"), @r#"
    Since then:
      Main line (01HQXYZ123ABC456DEF): `media_encryption` was "no", is "sdes"
      Main line (01HQXYZ123ABC456DEF): `transport` was "transport-udp", is "transport-tls"
      Main line (01HQXYZ123ABC456DEF): gateway sip3.example:5061 added
      Main line (01HQXYZ123ABC456DEF): number 14155550143 added
      Retired in spring (01HQXYZ123ABC456DEH): deactivated
      Branch offices (01HQXYZ123ABC456DEG): added
      Lab (01HQXYZ123ABC456DEJ): added
    "#);
}

#[test]
fn the_api_is_asked_where_there_is_a_key() {
    let server = Server::start([json("200 OK", SICK)]);
    let mut command = doctor(&[]);
    command.env("BOLNA_API_KEY", KEY).env("BOLNA_BASE_URL", server.url());
    let (code, stdout, stderr) = run(&mut command);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert!(server.request().line.starts_with("GET /sip-trunks/trunks"));
    assert!(stdout.contains("error[sdes-without-tls] Desk: "), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn what_cannot_be_looked_at_is_one_line_and_the_code_2() {
    for (arguments, reason) in [
        (
            &["--format", "yaml"][..],
            "error: `yaml` is none of what `--format` takes: ",
        ),
        (&["--file", "/nowhere/trunks.json"], "error: /nowhere/trunks.json: "),
        (&["trunks.json"], "error: unknown argument `trunks.json`"),
        (
            &["--explain", "no-such-code"],
            "error: there is no finding `no-such-code`",
        ),
    ] {
        let (code, stdout, stderr) = run(&mut doctor(arguments));
        assert_eq!((code, stdout.as_str(), stderr.lines().count()), (2, "", 1), "{stderr}");
        assert!(stderr.starts_with(reason), "{stderr}");
    }
    let (code, stdout, stderr) = of_list(r#"{"name": "Desk", "gateways": []}"#, &[]);
    assert_eq!((code, stderr.as_str()), (1, ""), "one trunk is a list of one: {stdout}");
    let (code, _, stderr) = of_list("{}", &[]);
    assert_eq!((code, stderr.lines().count()), (2, 1), "{stderr}");
    let (_socket, url) = nobody();
    let mut command = doctor(&["--fail-on", "never"]);
    let (code, ..) = run(command.env("BOLNA_API_KEY", KEY).env("BOLNA_BASE_URL", url));
    assert_eq!(code, 2);
}

#[test]
fn help_and_explanations_need_nobody() {
    let (code, stdout, stderr) = run(&mut doctor(&["--help"]));
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("Exit codes: "), "{stdout}");
    let (code, stdout, _) = run(&mut doctor(&["--explain", "no-gateway"]));
    assert_eq!(code, 0);
    assert!(
        stdout.starts_with("error[no-gateway]: the trunk has no gateway\n"),
        "{stdout}"
    );
}
