//! What is planned, and what is refused.

use super::*;

fn refusal(number: &str, from: &SipTrunk, to: &SipTrunk) -> String {
    MovePlan::new(number, from, to).unwrap_err().to_string()
}

#[test]
fn a_plan_says_what_is_done_and_what_may_be_lost() {
    insta::assert_snapshot!(plan(), @r"
    Move +14155550100 from Desk (1) to Hall (2):
    1. Add +14155550100 to Hall (2). Nothing is lost while the carrier sends calls over Desk (1); those over Hall (2) reach no agent before the next step.
    2. Connect agent 7 to +14155550100 on Hall (2). Nothing is lost. A menu that callers hear first is not carried over: the API does not tell it.
    3. Remove +14155550100 from Desk (1). Calls that the carrier still sends over Desk (1) are lost from here on: have it send them over Hall (2) before.
    ");
    insta::assert_snapshot!(plan().no_agent().label("Front desk"), @r#"
    Move +14155550100 from Desk (1) to Hall (2):
    1. Add +14155550100 to Hall (2), with the label "Front desk". Nothing is lost: calls over Desk (1) are taken as before.
    2. Remove +14155550100 from Desk (1). Calls that the carrier still sends over Desk (1) are lost from here on: have it send them over Hall (2) before.
    "#);
}

#[test]
fn a_plan_that_removes_first_says_that_calls_are_lost() {
    insta::assert_snapshot!(plan().remove_first(), @r"
    Move +14155550100 from Desk (1) to Hall (2):
    1. Remove +14155550100 from Desk (1). Every call to the number is lost from here on until the last step is done, and no agent can call from it.
    2. Add +14155550100 to Hall (2). If the API refuses it, the number is on no trunk, and has to be added back.
    3. Connect agent 7 to +14155550100 on Hall (2). Calls over Hall (2) are taken from here on. A menu that callers hear first is not carried over: the API does not tell it.
    ");
}

#[test]
fn a_plan_is_shorter_where_the_new_trunk_has_the_number() {
    let mut to = hall();
    to.phone_numbers =
        serde_json::from_value(json!([{"id": "n5", "phone_number": "14155550100", "agent_id": "8"}])).unwrap();
    let plan = MovePlan::new("+14155550100", &desk(), &to).unwrap();
    insta::assert_snapshot!(plan, @r"
    Move +14155550100 from Desk (1) to Hall (2):
       It is on Hall (2) already.
    1. Connect agent 7 to +14155550100 on Hall (2), in the place of agent 8. Nothing is lost. A menu that callers hear first is not carried over: the API does not tell it.
    2. Remove +14155550100 from Desk (1). Calls that the carrier still sends over Desk (1) are lost from here on: have it send them over Hall (2) before.
    ");
    let same = plan.agent("8");
    assert_eq!(same.steps().collect::<Vec<_>>(), [MoveStep::Remove]);
    // Nothing is gained by another order.
    assert_eq!(same.clone().remove_first(), same);
}

#[test]
fn a_plan_is_kept_as_json() {
    // In the order of its fields, whatever features serde_json has.
    let json = serde_json::to_string_pretty(&plan().label("Front desk")).unwrap();
    insta::assert_snapshot!(json, @r#"
    {
      "number": "+14155550100",
      "label": "Front desk",
      "from": {
        "id": "1",
        "name": "Desk"
      },
      "to": {
        "id": "2",
        "name": "Hall"
      },
      "old_number_id": "n1",
      "new_number_id": null,
      "agent_id": "7",
      "is_agent_chosen": false,
      "replaced_agent_id": null,
      "removes_first": false,
      "add": "open",
      "connect": "open",
      "remove": "open"
    }
    "#);
    let read: MovePlan = serde_json::from_str(&json).unwrap();
    assert_eq!(read, plan().label("Front desk"));
}

#[test]
fn what_cannot_be_moved_is_refused_with_what_to_do() {
    let (from, to) = (desk(), hall());
    insta::assert_snapshot!(refusal("+14155550111", &from, &to), @"Desk (1) has no number +14155550111: list the trunks again, and take the one that has it");
    insta::assert_snapshot!(refusal("", &from, &to), @"Desk (1) has no number : list the trunks again, and take the one that has it");
    insta::assert_snapshot!(refusal("+14155550100", &from, &from), @"the number is on Desk (1) already: give another trunk to move it to");
    let nameless = trunk(json!({"name": "Hall"}));
    insta::assert_snapshot!(refusal("+14155550100", &from, &nameless), @"the trunk Hall has no id: list the trunks again");
    let mut inactive = hall();
    inactive.is_active = Some(false);
    insta::assert_snapshot!(refusal("+14155550100", &from, &inactive), @"Hall (2) is not active, so that calls over it fail: activate it first");
    let mut outbound = hall();
    outbound.inbound_enabled = Some(false);
    insta::assert_snapshot!(refusal("+14155550100", &from, &outbound), @"Hall (2) takes no inbound calls, and the number takes them now: set `inbound_enabled` of the trunk first");
    let numbers = json!([{"phone_number": "+14155550100", "deleted": true}, {"phone_number": "+14155550101"}, {"phone_number": "1 4155550101"}]);
    let odd = trunk(json!({"id": "3", "phone_numbers": numbers}));
    insta::assert_snapshot!(refusal("+14155550100", &odd, &to), @"+14155550100 was deleted from trunk 3, so that there is nothing to move: add it to the new trunk");
    insta::assert_snapshot!(refusal("+14155550101", &odd, &to), @"trunk 3 has the number +14155550101 more than once: remove all but one first");
}

#[test]
fn a_trunk_for_outbound_calls_takes_a_number_that_nobody_is_called_on() {
    let mut from = desk();
    from.inbound_enabled = Some(false);
    let mut to = hall();
    to.inbound_enabled = Some(false);
    assert!(MovePlan::new("+14155550199", &from, &to).is_ok());
    // What a response leaves out is no reason to refuse.
    let bare = trunk(json!({"id": "2"}));
    assert!(MovePlan::new("+14155550100", &desk(), &bare).is_ok());
}
