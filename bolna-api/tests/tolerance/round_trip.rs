//! What is read of a thing and written back is what was read: with nulls, with values that no enumeration lists, and with
//! properties that the contract lacks, at every depth.

use bolna_api::types;
use proptest::test_runner::TestCaseError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::json::Departures;
use super::properties::for_any;
use super::read_types::READ;

/// What was read is written as it was.
pub(super) fn unchanged<T: DeserializeOwned + Serialize>(body: &Value) -> Result<(), TestCaseError> {
    same(body, &written::<T>(body)?)
}

fn written<T: DeserializeOwned + Serialize>(body: &Value) -> Result<Value, TestCaseError> {
    let read: T = serde_json::from_str(&body.to_string()).map_err(fail)?;
    serde_json::to_value(&read).map_err(fail)
}

fn fail(error: serde_json::Error) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

fn same(wanted: &Value, made: &Value) -> Result<(), TestCaseError> {
    if wanted == made {
        Ok(())
    } else {
        Err(TestCaseError::fail(format!("read:    {wanted}\nwritten: {made}")))
    }
}

#[test]
fn whatever_is_read_is_written_as_it_came() {
    for read in READ {
        for_any(read.name, Departures::Unknown, 48, read.unchanged);
    }
}

/// What is written of a thing that was read is the same, but for what is the server's.
fn kept<Read, Written>(body: &Value) -> Result<Value, TestCaseError>
where
    Read: DeserializeOwned,
    Written: From<Read> + Serialize,
{
    let read: Read = serde_json::from_str(&body.to_string()).map_err(fail)?;
    serde_json::to_value(Written::from(read)).map_err(fail)
}

fn without(body: &Value, names: &[&str]) -> Map<String, Value> {
    let mut properties = body.as_object().cloned().unwrap_or_default();
    properties.retain(|name, _| !names.contains(&name.as_str()));
    properties
}

macro_rules! pairs {
    ($($test:ident: $component:literal $read:ident => $written:ident without $names:expr;)+) => { $(
        #[test]
        fn $test() {
            for_any($component, Departures::Unknown, 64, |body| {
                let wanted = Value::from(without(body, &$names));
                same(&wanted, &kept::<types::$read, types::$written>(body)?)
            });
        }
    )+ };
}

pairs! {
    an_agent_becomes_its_configuration: "Agent" Agent => AgentConfig
        without ["agent_prompts", "agent_status", "created_at", "id", "updated_at"];
    an_agent_of_version_1_becomes_its_configuration: "AgentV1" AgentV1 => AgentConfigV1
        without ["agent_prompts", "agent_status", "created_at", "id", "updated_at"];
    a_trunk_becomes_a_change_of_it: "SipTrunk" SipTrunk => SipTrunkUpdate
        without [
            "auth_type", "created_at", "direct_media", "force_rport", "ice_support", "id", "phone_numbers", "provider",
            "rtp_symmetric", "updated_at", "user_id",
        ];
    an_extraction_template_becomes_a_change_of_it: "ExtractionTemplate" ExtractionTemplate => ExtractionTemplateUpdate
        without ["created_at", "id", "updated_at"];
    a_disposition_becomes_a_change_of_it: "Disposition" Disposition => DispositionUpdate
        without ["agent_ids", "created_at", "created_by", "id", "updated_at"];
    a_sub_account_becomes_another_one: "SubAccount" SubAccount => SubAccountCreate
        without ["api_key", "id", "organization_id"];
}

#[test]
fn an_agent_that_is_replaced_differs_in_what_was_set() {
    for_any("Agent", Departures::Unknown, 64, |body| {
        let read: types::Agent = serde_json::from_str(&body.to_string()).map_err(fail)?;
        let mut request = types::AgentRequest::from(read);
        let config = request.agent_config.get_or_insert_default();
        config.agent_name = Some("Night shift".to_owned());

        let mut wanted = Map::new();
        let owned = ["agent_prompts", "agent_status", "created_at", "id", "updated_at"];
        let mut config = without(body, &owned);
        config.insert("agent_name".to_owned(), json!("Night shift"));
        wanted.insert("agent_config".to_owned(), config.into());
        wanted.extend(
            body.get("agent_prompts")
                .map(|prompts| ("agent_prompts".to_owned(), prompts.clone())),
        );
        same(&wanted.into(), &serde_json::to_value(request).map_err(fail)?)
    });
}
