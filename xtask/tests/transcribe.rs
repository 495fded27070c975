//! `cargo xtask transcribe`.

use support::Checkout;
use xtask::workspace::{CONTRACT, PROVENANCE};

use crate::command::Run;

#[test]
fn an_operation_that_was_written_by_hand_gets_its_entry() {
    let checkout = Checkout::copy();
    let ran = checkout.run(&["transcribe", "the facts"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), "no file changed\n"),
        "{}",
        ran.stderr
    );

    checkout.edit(
        CONTRACT,
        "\npaths:\n",
        "\npaths:\n  /by-hand:\n    get: {responses: {'204': {description: Done.}}}\n",
    );
    let ran = checkout.run(&["transcribe", "the facts"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout, @"
    transcribed GET /by-hand
    wrote openapi/provenance.toml: 1 operation written
    ");
    let provenance = checkout.text(PROVENANCE);
    let entry = "path = \"/by-hand\"\norigin = \"transcribed\"\nsource = \"the facts\"\nretrieved = \"2026-12-24\"\n";
    assert!(provenance.contains(entry), "{provenance}");
}

#[test]
fn what_was_published_is_not_transcribed() {
    let checkout = Checkout::copy();
    checkout.edit(CONTRACT, "List all SIP trunks for your account", "List trunks");
    let before = checkout.state();
    let ran = checkout.run(&["transcribe", "the facts"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.stderr, @"
    error[V017]: published, and not as it was taken: GET /sip-trunks/trunks
      --> openapi/bolna.yaml:1:1
     help: bring back what was published, components included, or take its page again with `cargo xtask vendor`; a correction belongs into the overlay
    ");
    assert_eq!(checkout.state(), before);
}
