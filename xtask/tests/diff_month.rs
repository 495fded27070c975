//! A month of a vendor's changes to the contract of the checkout: twelve edits are twelve rows, in every format.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use support::Checkout;

use crate::command::Run;
use crate::diff_html::{browser, rendered};

/// What an edit does: its name, what it replaces (once), what stands there then; and the row that it is.
type Edit = (&'static str, &'static str, &'static str, &'static str);

const MONTH: [Edit; 12] = [
    (
        "an endpoint",
        "  /agent/all:
",
        "  /agent/count:
    get:
      operationId: count_agents
      summary: Count the agents.
      responses:
        '204':
          description: Counted.
  /agent/all:
",
        "safe path.item.added /agent/count",
    ),
    (
        "a property is renamed",
        "        port:
          type: integer
          default: 5060",
        "        port_number:
          type: integer
          default: 5060",
        "breaking property.name.renamed SIPTrunkGateway.port_number",
    ),
    (
        "one value more in an enumeration",
        "            - seeding
            - processed
",
        "            - seeding
            - processed
            - failed
",
        "breaking schema.enum.value-added Agent.agent_status",
    ),
    (
        "a required property",
        "      required:
        - country
        - phone_number
",
        "      required:
        - country
        - phone_number
        - provider
",
        "breaking property.required.added PurchasePhoneNumberRequest.provider",
    ),
    (
        "a deprecation",
        "  /providers:
    get:
",
        "  /providers:
    get:
      deprecated: true
",
        "safe operation.deprecated.added GET /providers",
    ),
    (
        "prose",
        "Use and leverage Bolna Voice AI",
        "Use Bolna Voice AI",
        "docs prose.text.changed info",
    ),
    (
        "a parameter is sent in another place",
        "        - in: query
          name: call_type
",
        "        - in: header
          name: call_type
",
        "breaking parameter.location.changed GET /v2/agent/{agent_id}/executions call_type",
    ),
    (
        "a schema is split into an `allOf`, whose part has one property more",
        "    MakeCallStatus:
      type: object
      description: A call that was queued.
      properties:
        message:
          type: string
          description: A confirmation for a person.
          examples:
            - The call was queued.
",
        "    Confirmation:
      type: object
      properties:
        message:
          type: string
          description: A confirmation for a person.
          examples:
            - The call was queued.
        request_id:
          type: string
    MakeCallStatus:
      type: object
      description: A call that was queued.
      allOf:
        - $ref: '#/components/schemas/Confirmation'
      properties:
",
        "safe property.optional.added Confirmation.request_id",
    ),
    (
        "a list becomes pages",
        "    VoiceList:
      type: array
      title: Items
      description: The voices that the agents of an account can speak with.
      items:
        $ref: '#/components/schemas/Voice'
",
        "    VoiceList:
      type: object
      title: Items
      description: The voices that the agents of an account can speak with.
      required:
        - data
        - has_more
      properties:
        data:
          type: array
          items:
            $ref: '#/components/schemas/Voice'
        has_more:
          type: boolean
",
        "breaking schema.type.changed VoiceList",
    ),
    (
        "201 for 200",
        "      responses:
        '200':
          description: >-
            The agent was created and can be used",
        "      responses:
        '201':
          description: >-
            The agent was created and can be used",
        "breaking response.status.changed POST /agent 201",
    ),
    (
        "a format",
        "        created_at:
          type: string
          format: date-time
          description: When the agent was created, in UTC.
          examples:
            - '2026-09-14T08:21:07Z'
",
        "        created_at:
          type: string
          format: date
          description: When the agent was created, in UTC.
          examples:
            - '2026-09-14T08:21:07Z'
",
        "breaking schema.format.changed Agent.created_at",
    ),
    (
        "a discriminator",
        "          oneOf:
            - $ref: '#/components/schemas/SimpleLlmAgent'
            - $ref: '#/components/schemas/KnowledgebaseAgent'
",
        "          oneOf:
            - $ref: '#/components/schemas/SimpleLlmAgent'
            - $ref: '#/components/schemas/KnowledgebaseAgent'
          discriminator:
            propertyName: provider
",
        "risky schema.discriminator.added LlmAgentV2.llm_config",
    ),
];

const CONTRACT: &str = "openapi/bolna.yaml";
const REVISION: &str = "revision.yaml";

/// A checkout with the contract and, beside it, what it is after the month.
fn month() -> Checkout {
    let checkout = Checkout::copy();
    let mut text = checkout.text(CONTRACT);
    for (name, from, to, _) in MONTH {
        assert!(text.contains(from), "{name}: {from}");
        text = text.replacen(from, to, 1);
    }
    checkout.write(REVISION, text.as_bytes());
    checkout
}

fn show(checkout: &Checkout, format: &str) -> String {
    let ran = checkout.run(&["diff", CONTRACT, REVISION, "--no-rust", "--format", format]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{format}");
    ran.stdout
}

#[test]
fn twelve_edits_are_twelve_rows_in_every_format() {
    let checkout = month();
    let report: Value = serde_json::from_str(&show(&checkout, "json")).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let said = |finding: &Value| {
        let part = |key: &str| finding[key].as_str().unwrap().to_owned();
        format!("{} {} {}", part("wire"), part("id"), part("subject"))
    };
    let found: BTreeSet<_> = findings.iter().map(said).collect();
    let expected: BTreeSet<_> = MONTH.iter().map(|(.., row)| (*row).to_owned()).collect();
    assert_eq!(found, expected);
    assert_eq!(findings.len(), MONTH.len(), "{report:#}");

    // One line of its own, one bullet, one annotation, one result for each.
    let ids: Vec<&str> = findings.iter().map(|finding| finding["id"].as_str().unwrap()).collect();
    let text = show(&checkout, "text");
    let markdown = show(&checkout, "markdown");
    let github = show(&checkout, "github");
    let sarif: Value = serde_json::from_str(&show(&checkout, "sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), MONTH.len());
    for (id, finding) in ids.iter().zip(findings) {
        let subject = finding["subject"].as_str().unwrap();
        let once = |text: &str, mark: &str| {
            text.lines()
                .filter(|line| line.contains(mark) && line.contains(subject))
                .count()
        };
        let of_id = ids.iter().filter(|other| *other == id).count();
        assert_eq!(once(&text, &format!("[{id}]")), 1, "{id}: {text}");
        assert_eq!(once(&markdown, &format!("`{id}`")), 1, "{id}: {markdown}");
        assert_eq!(once(&github, &format!("title={id}")), 1, "{id}: {github}");
        let results = results.iter().filter(|result| result["ruleId"] == *id);
        assert_eq!(results.count(), of_id, "{id}");
    }
    // Each is shown in the file that is reviewed.
    let lines = github
        .lines()
        .filter(|line| line.contains(&format!("file={REVISION},line=")));
    assert_eq!(lines.count(), MONTH.len(), "{github}");
    let location = |result: &Value| {
        let physical = &result["locations"][0]["physicalLocation"];
        physical["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    assert!(results.iter().all(|result| location(result) == REVISION));

    // In the browser, after the page has run.
    let page = checkout.path().join("page.html");
    fs::write(&page, show(&checkout, "html")).unwrap();
    let Some(browser) = browser() else { return };
    let document = rendered(&browser, &page, checkout.path());
    let rows = document.split("<article").skip(1);
    let shown = rows.filter(|row| !row.split('>').next().unwrap().contains(" hidden"));
    assert_eq!(shown.count(), MONTH.len());
    assert!(document.contains("12 of 12 findings"), "{document}");
}

#[test]
fn what_went_is_shown_where_it_was_taken_from() {
    let checkout = Checkout::copy();
    let text = checkout.text(CONTRACT);
    let gone = "        priority:\n          type: integer\n          default: 1\n          description: Gateway priority (lower = higher priority)\n          example: 1\n";
    assert!(text.contains(gone));
    let revision = text.replacen(gone, "", 1);
    checkout.write(REVISION, revision.as_bytes());
    let report: Value = serde_json::from_str(&show(&checkout, "json")).unwrap();
    let [finding] = report["findings"].as_array().unwrap().as_slice() else {
        panic!("{report:#}")
    };
    assert_eq!(finding["revision"], Value::Null);
    assert_eq!(
        finding["nearest"]["pointer"],
        "/components/schemas/SIPTrunkGateway/properties"
    );
    let line = finding["nearest"]["line"].as_u64().unwrap();
    let at = revision.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert_eq!(at.trim(), "properties:");
    let github = show(&checkout, "github");
    assert!(github.contains(&format!("file={REVISION},line={line},")), "{github}");
    assert!(github.contains("was at openapi/bolna.yaml:"), "{github}");
}
