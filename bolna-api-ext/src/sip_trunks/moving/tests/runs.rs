//! Runs, whole and broken off.

use bolna_api::builder::{AddSipTrunkNumber, ListSipTrunkNumbers, RemoveSipTrunkNumber, SetUpInbound};
use bolna_api::types::SipTrunkPhoneNumber;
use futures_util::FutureExt as _;

use super::two_trunks::{Fault, TwoTrunks};
use super::*;
use crate::testing::Reply;

const ADD: &str = "POST /sip-trunks/trunks/2/numbers";
const CONNECT: &str = "POST /inbound/setup";
const REMOVE: &str = "DELETE /sip-trunks/trunks/1/numbers/n1";

/// The number is on the new trunk with its agent, and on no other.
fn assert_moved(api: &TwoTrunks) {
    assert_eq!(api.has("1"), [("+14155550199".to_owned(), None)]);
    assert_eq!(api.has("2"), [("+14155550100".to_owned(), Some("7".to_owned()))]);
}

fn reread(plan: &MovePlan) -> MovePlan {
    serde_json::from_str(&serde_json::to_string(plan).unwrap()).unwrap()
}

/// The error of a run, a clause a line.
fn error(result: Result<(), RunError>) -> String {
    clauses(&result.unwrap_err())
}

fn clauses(error: &RunError) -> String {
    error.to_string().replace("; ", ";\n")
}

#[tokio::test]
async fn a_number_is_added_and_connected_before_it_is_removed() {
    let api = TwoTrunks::new();
    let mut plan = plan().label("Front desk");
    plan.run(&api.fake.client()).await.unwrap();
    assert_eq!(
        api.fake.request_lines(),
        [
            "GET /sip-trunks/trunks/2/numbers",
            "GET /sip-trunks/trunks/1/numbers",
            ADD,
            CONNECT,
            REMOVE
        ]
    );
    let bodies: Vec<_> = api.fake.requests().iter().map(|request| request.json()).collect();
    assert_eq!(bodies[2], json!({"phone_number": "+14155550100", "name": "Front desk"}));
    assert_eq!(bodies[3], json!({"agent_id": "7", "phone_number_id": "new-1"}));
    assert_moved(&api);
    assert!(plan.is_finished());
    assert_eq!(plan.new_number_id(), Some("new-1"));
    insta::assert_snapshot!(plan, @r#"
    Move +14155550100 from Desk (1) to Hall (2):
    1. [done] Add +14155550100 to Hall (2), with the label "Front desk"
    2. [done] Connect agent 7 to +14155550100 on Hall (2)
    3. [done] Remove +14155550100 from Desk (1)
    "#);
    // A plan that is done asks for nothing.
    plan.run(&api.fake.client()).await.unwrap();
    reread(&plan).run(&api.fake.client()).await.unwrap();
    assert_eq!(api.fake.requests().len(), 5);
}

#[tokio::test]
async fn steps_are_done_one_by_one_and_each_is_in_the_saved_plan() {
    let api = TwoTrunks::new();
    let bolna = api.fake.client();
    let mut plan = plan();
    let mut saved = Vec::new();
    while let Some(step) = plan.advance(&bolna).await.unwrap() {
        saved.push((step, reread(&plan)));
    }
    let next: Vec<_> = saved.iter().map(|(step, plan)| (*step, plan.next_step())).collect();
    assert_eq!(
        next,
        [
            (MoveStep::Add, Some(MoveStep::Connect)),
            (MoveStep::Connect, Some(MoveStep::Remove)),
            (MoveStep::Remove, None)
        ]
    );
    assert_moved(&api);
    // Every older state comes to the same, without a request that changes anything.
    let before = api.changes().len();
    for (_, mut older) in saved {
        older.run(&bolna).await.unwrap();
        assert!(older.is_finished());
    }
    assert_eq!(api.changes().len(), before);
    assert_moved(&api);
}

#[tokio::test]
async fn a_move_is_prepared_up_to_the_removal_also_where_the_plan_is_older_than_what_was_done() {
    let api = TwoTrunks::new();
    let bolna = api.fake.client();
    let mut older = plan();
    let mut prepared = plan();
    prepared.prepare(&bolna).await.unwrap();
    assert_eq!(prepared.next_step(), Some(MoveStep::Remove));
    older.prepare(&bolna).await.unwrap();
    plan().remove_first().prepare(&bolna).await.unwrap();
    assert_eq!(api.changes(), [ADD, CONNECT]);
    older.run(&bolna).await.unwrap();
    assert_moved(&api);
}

#[tokio::test]
async fn a_move_that_broke_off_anywhere_is_taken_up_again_and_nothing_is_added_twice() {
    let faults: [fn(&TwoTrunks, Fault); 4] = [
        |api, fault| api.fail::<AddSipTrunkNumber<'_>>(fault),
        |api, fault| api.fail::<SetUpInbound<'_>>(fault),
        |api, fault| api.fail::<RemoveSipTrunkNumber<'_>>(fault),
        |api, fault| api.fail::<ListSipTrunkNumbers<'_>>(fault),
    ];
    for fail in faults {
        for fault in [Fault::Refused, Fault::AnswerLost] {
            for (first_plan, is_reread, is_saved_before) in [
                (plan(), false, false),
                (plan(), true, false),
                (plan(), true, true),
                (plan().remove_first(), false, false),
                (plan().remove_first(), true, false),
                (plan().remove_first(), true, true),
            ] {
                let api = TwoTrunks::new();
                let bolna = api.fake.client();
                let mut plan = first_plan.clone();
                fail(&api, fault);
                let broken = plan.run(&bolna).await;
                assert!(broken.is_err(), "{fault:?}");
                if is_saved_before {
                    // The program ended before it saved anything but the first plan.
                    plan = first_plan;
                }
                if is_reread {
                    plan = reread(&plan);
                }
                plan.run(&bolna).await.unwrap();
                assert_moved(&api);
                let adds = api.changes().iter().filter(|line| *line == ADD).count();
                let failed_adds = usize::from(broken.unwrap_err().to_string().contains("503") && adds == 2);
                assert_eq!(adds - failed_adds, 1, "{fault:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_run_that_is_dropped_while_a_request_is_on_its_way_adds_nothing_twice() {
    let api = TwoTrunks::new();
    api.fake.sleep_with(|_| Box::pin(std::future::pending()));
    let bolna = api.fake.client();
    let mut plan = plan();
    api.fail::<AddSipTrunkNumber<'_>>(Fault::Slow);
    assert!(plan.run(&bolna).now_or_never().is_none());
    assert_eq!(plan.next_step(), Some(MoveStep::Add));
    plan.run(&bolna).await.unwrap();
    assert_moved(&api);
    assert_eq!(api.changes(), [ADD, CONNECT, REMOVE]);
}

#[tokio::test]
async fn an_error_says_which_step_it_was_where_the_number_is_and_what_to_do() {
    for fault in [Fault::Refused, Fault::AnswerLost] {
        let api = TwoTrunks::new();
        let bolna = api.fake.client();
        api.fail::<SetUpInbound<'_>>(fault);
        let text = error(plan().run(&bolna).await);
        match fault {
            Fault::Refused => {
                insta::assert_snapshot!(text, @r"
                step 2 of 3, connect agent 7 to +14155550100 on Hall (2): set_up_inbound: 503 Service Unavailable: the server gave no reason (the request may have taken effect: look before you repeat it);
                +14155550100 is on Desk (1) and on Hall (2);
                the step may have been done all the same: run the plan again, which looks before it repeats anything
                ")
            }
            _ => {
                insta::assert_snapshot!(text, @r"
                step 2 of 3, connect agent 7 to +14155550100 on Hall (2): set_up_inbound: the connection broke: connection reset (a fake) (the request may have taken effect: look before you repeat it);
                +14155550100 is on Desk (1) and on Hall (2);
                the step may have been done all the same: run the plan again, which looks before it repeats anything
                ")
            }
        }
        api.fail::<ListSipTrunkNumbers<'_>>(fault);
        let text = error(plan().run(&bolna).await);
        match fault {
            Fault::Refused => {
                insta::assert_snapshot!(text, @r"
                the numbers of Hall (2) cannot be listed: list_sip_trunk_numbers: 503 Service Unavailable: the server gave no reason;
                no step was done after that: run the plan again
                ")
            }
            _ => {
                insta::assert_snapshot!(text, @r"
                the numbers of Hall (2) cannot be listed: list_sip_trunk_numbers: the connection broke: connection reset (a fake);
                no step was done after that: run the plan again
                ")
            }
        }
    }
}

#[tokio::test]
async fn an_api_that_takes_no_number_on_two_trunks_needs_the_removal_first() {
    let api = TwoTrunks::new();
    api.state().is_exclusive = true;
    let bolna = api.fake.client();
    let mut plan = plan();
    let refused = plan.run(&bolna).await.unwrap_err();
    insta::assert_snapshot!(clauses(&refused), @r"
    step 1 of 3, add +14155550100 to Hall (2): add_sip_trunk_number: 400 Bad Request: Phone number already exists on a trunk;
    +14155550100 is on Desk (1);
    another trunk has it: if that is the old one, `remove_first()` removes it there before, and calls are lost in between
    ");
    assert!(matches!(&refused, RunError::Step(error) if error.is_taken() && error.step == MoveStep::Add));
    // It is not done unless somebody says so.
    assert!(plan.run(&bolna).await.is_err());
    assert_eq!(api.changes(), [ADD, ADD]);
    plan = plan.remove_first();
    plan.run(&bolna).await.unwrap();
    assert_eq!(api.changes()[2..], [REMOVE, ADD, CONNECT]);
    assert_moved(&api);
}

#[tokio::test]
async fn a_conflict_is_a_number_that_is_taken_and_another_refusal_is_not() {
    for (reply, is_taken) in [
        (Reply::status(409), true),
        (Reply::status(422).json(json!({"detail": "duplicate number"})), true),
        (Reply::status(400).json(json!({"message": "invalid number"})), false),
        (Reply::status(403), false),
    ] {
        let api = TwoTrunks::new();
        api.fake.once_reply::<AddSipTrunkNumber<'_>>(reply);
        let Err(RunError::Step(error)) = plan().run(&api.fake.client()).await else {
            panic!("no step failed");
        };
        assert_eq!(error.is_taken(), is_taken, "{error}");
        assert!(!is_taken || error.to_string().contains("remove_first()"), "{error}");
    }
}

#[tokio::test]
async fn a_number_that_is_on_no_trunk_is_told() {
    let api = TwoTrunks::new();
    api.fake
        .once_reply::<AddSipTrunkNumber<'_>>(Reply::status(400).json(json!({"message": "already in use elsewhere"})));
    let mut plan = plan().remove_first();
    let refused = plan.run(&api.fake.client()).await.unwrap_err();
    insta::assert_snapshot!(clauses(&refused), @r"
    step 2 of 3, add +14155550100 to Hall (2): add_sip_trunk_number: 400 Bad Request: already in use elsewhere;
    +14155550100 was removed from Desk (1), and is on no trunk now, so that calls to it are lost;
    add it back there, or mend the cause and run the plan again
    ");
    // The other order does not help any more.
    assert!(matches!(&refused, RunError::Step(error) if !error.is_taken()));
    plan.run(&api.fake.client()).await.unwrap();
    assert_moved(&api);
}

#[tokio::test]
async fn what_somebody_else_changed_stops_the_plan_before_it_changes_anything() {
    let stopped = async |plan: MovePlan, change: fn(&TwoTrunks)| {
        let api = TwoTrunks::new();
        change(&api);
        let mut running = plan.clone();
        let text = error(running.run(&api.fake.client()).await);
        assert_eq!(api.changes(), Vec::<String>::new());
        assert_eq!(running, plan);
        text
    };
    let other_agent = |api: &TwoTrunks| api.state().numbers[1].1.agent_id = Some("8".to_owned());
    insta::assert_snapshot!(stopped(plan(), other_agent).await, @"+14155550100 on Desk (1) has the agent 8, and the plan was made for 7: make a new plan, or choose with `agent()` or `no_agent()`");
    let gone = |api: &TwoTrunks| drop(api.state().numbers.remove(1));
    insta::assert_snapshot!(stopped(plan(), gone).await, @r"
    +14155550100 is on Desk (1) no more, and the plan did not remove it: find out who did;
    the number is not on the new trunk yet
    ");
    let twice = |api: &TwoTrunks| {
        let mut again = api.state().numbers[1].clone();
        again.1.id = Some("n9".to_owned());
        api.state().numbers.push(again);
    };
    insta::assert_snapshot!(stopped(plan(), twice).await, @"Desk (1) lists +14155550100 more than once: remove all but one, and run the plan again");
    let nameless = |api: &TwoTrunks| api.state().numbers[1].1.id = None;
    insta::assert_snapshot!(stopped(without_id(plan()), nameless).await, @"Desk (1) lists +14155550100 without an id, by which it is connected and removed: run the plan again later");
    let with_agent = |api: &TwoTrunks| {
        let mut there = api.state().numbers[1].clone();
        there.0 = "2".to_owned();
        (there.1.id, there.1.agent_id) = (Some("n9".to_owned()), Some("99".to_owned()));
        api.state().numbers.push(there);
    };
    insta::assert_snapshot!(stopped(plan(), with_agent).await, @"+14155550100 on Hall (2) has the agent 99, and the plan was made for none: make a new plan, or choose with `agent()` or `no_agent()`");
    let added = MovePlan {
        add: StepState::Done,
        new_number_id: Some("new-1".to_owned()),
        ..plan()
    };
    insta::assert_snapshot!(stopped(added, |_| {}).await, @"Hall (2) does not list +14155550100 any more, and the plan adds nothing twice: run it again later, or find out who removed the number");
}

fn without_id(mut plan: MovePlan) -> MovePlan {
    plan.old_number_id = None;
    plan
}

#[tokio::test]
async fn a_number_that_the_old_trunk_has_without_its_plus_is_added_in_e164_form() {
    let api = TwoTrunks::new();
    api.state().numbers[1].1.phone_number = Some("1 415 555-0100".to_owned());
    let mut old = desk();
    old.phone_numbers[1].phone_number = Some("1 415 555-0100".to_owned());
    MovePlan::new("+14155550100", &old, &hall())
        .unwrap()
        .run(&api.fake.client())
        .await
        .unwrap();
    assert_eq!(api.has("2"), [("+14155550100".to_owned(), Some("7".to_owned()))]);
}

#[tokio::test]
async fn the_agent_that_the_caller_chose_is_connected_whatever_the_number_had() {
    let api = TwoTrunks::new();
    plan().agent("9").run(&api.fake.client()).await.unwrap();
    assert_eq!(api.has("2"), [("+14155550100".to_owned(), Some("9".to_owned()))]);
    let api = TwoTrunks::new();
    plan().no_agent().run(&api.fake.client()).await.unwrap();
    assert_eq!(api.has("2"), [("+14155550100".to_owned(), None)]);
    assert_eq!(api.changes(), [ADD, REMOVE]);
}

#[tokio::test]
async fn an_answer_without_an_id_is_no_failure_since_the_list_has_it() {
    let api = TwoTrunks::new();
    let inner = api.clone();
    api.fake.on_id("add_sip_trunk_number", move |request| {
        let number = json!({"id": "new-1", "phone_number": request.json()["phone_number"]});
        inner
            .state()
            .numbers
            .push(("2".to_owned(), serde_json::from_value(number).unwrap()));
        Reply::status(201).json(json!({"phone_number": request.json()["phone_number"]}))
    });
    plan().run(&api.fake.client()).await.unwrap();
    assert_moved(&api);
}

#[tokio::test]
async fn a_number_that_was_added_anew_by_somebody_is_connected_again() {
    let api = TwoTrunks::new();
    let bolna = api.fake.client();
    let mut plan = plan();
    plan.prepare(&bolna).await.unwrap();
    let again = |entry: &mut (String, SipTrunkPhoneNumber)| {
        if entry.0 == "2" {
            entry.1.id = Some("n9".to_owned());
            entry.1.agent_id = None;
        }
    };
    api.state().numbers.iter_mut().for_each(again);
    let mut plan = reread(&plan);
    plan.run(&bolna).await.unwrap();
    assert_eq!(plan.new_number_id(), Some("n9"));
    assert_moved(&api);
}

#[tokio::test]
async fn where_the_number_is_is_told_as_far_as_it_is_known() {
    let standing = async |plan: MovePlan, fail: fn(&TwoTrunks)| {
        let api = TwoTrunks::new();
        fail(&api);
        let mut plan = plan;
        match plan.run(&api.fake.client()).await {
            Err(RunError::Step(error)) => error.standing,
            other => panic!("{other:?}"),
        }
    };
    let add = |api: &TwoTrunks| api.fail::<AddSipTrunkNumber<'_>>(Fault::AnswerLost);
    let remove = |api: &TwoTrunks| api.fail::<RemoveSipTrunkNumber<'_>>(Fault::AnswerLost);
    insta::assert_snapshot!(standing(plan(), add).await, @"+14155550100 is on Desk (1), and perhaps on Hall (2)");
    insta::assert_snapshot!(standing(plan(), remove).await, @"+14155550100 is on Hall (2), and perhaps still on Desk (1)");
    insta::assert_snapshot!(standing(plan().remove_first(), remove).await, @"+14155550100 is on Desk (1), or on no trunk");
    insta::assert_snapshot!(standing(plan().remove_first(), add).await, @"+14155550100 was removed from Desk (1), and is on Hall (2) or on no trunk");
}

#[tokio::test]
async fn a_number_or_a_trunk_that_is_gone_already_is_removed() {
    let api = TwoTrunks::new();
    api.fake.once_reply::<RemoveSipTrunkNumber<'_>>(Reply::status(404));
    plan().run(&api.fake.client()).await.unwrap();
    let mut connected = plan();
    let api = TwoTrunks::new();
    let bolna = api.fake.client();
    assert_eq!(connected.advance(&bolna).await.unwrap(), Some(MoveStep::Add));
    assert_eq!(connected.advance(&bolna).await.unwrap(), Some(MoveStep::Connect));
    api.state().numbers.retain(|(trunk, _)| trunk == "2");
    let inner = api.clone();
    api.fake
        .on::<ListSipTrunkNumbers<'_>>(move |request| match request.path_parameter("trunk_id") {
            Some("2") => Ok(inner.state().numbers.iter().map(|(_, number)| number.clone()).collect()),
            _ => Err(Reply::status(404)),
        });
    let mut connected = reread(&connected);
    connected.run(&bolna).await.unwrap();
    assert!(connected.is_finished());
    assert_eq!(api.changes(), [ADD, CONNECT]);
}

#[test]
fn a_run_can_be_spawned_and_its_error_sent() {
    fn assert_send<T: Send>(_: T) {}
    fn assert_error<T: std::error::Error + Send + Sync + 'static>() {}
    let api = TwoTrunks::new();
    let bolna = api.fake.client();
    let mut plan = plan();
    assert_send(plan.run(&bolna));
    assert_send(plan.advance(&bolna));
    assert_send(plan.prepare(&bolna));
    assert_error::<RunError>();
    assert_error::<MoveError>();
}
