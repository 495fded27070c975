//! From a trunk as it is to a trunk as it shall be.

use std::fmt;

use bolna_api::types::{SipTrunk, SipTrunkUpdate};
use bolna_api::wire::Object as _;
use serde_json::{Map, Value};

use crate::sip_trunks::watch::{network, object, routing_priority, sorted_text};
use crate::sip_trunks::{DEFAULT_PORT, DEFAULT_PRIORITY};

/// What has to be sent so that one trunk becomes another: what changed, and nothing else. From
/// [`SipTrunkExt::patch_to`](crate::sip_trunks::SipTrunkExt::patch_to).
///
/// The API replaces `gateways` and `ip_identifiers` whole, and leaves alone what is not sent. So one changed gateway sends all of them, and
/// `Display` says so. The order of addresses means nothing, a default that is written out is no change, and `192.0.2.7` is `192.0.2.7/32`. A gateway is sent with
/// address, port and priority, and gets a new id.
///
/// What the trunk that it shall be lacks is not sent: responses leave fields out at will, so that a list that is not there is none that is empty. To take all
/// addresses away, set `update.ip_identifiers` by hand.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TrunkPatch {
    /// The body of the request.
    pub update: SipTrunkUpdate,
    /// The fields that it sets, by name.
    pub fields: Vec<String>,
    /// What differs, and cannot be sent.
    pub not_sent: Vec<NotSent>,
}

/// A difference that no update can make.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotSent {
    /// The field.
    pub field: String,
    /// Why it cannot be sent, and what to do.
    pub reason: &'static str,
}

/// What the API sets by itself.
const BOOKKEEPING: [&str; 4] = ["id", "user_id", "created_at", "updated_at"];

impl TrunkPatch {
    /// Whether there is nothing to send.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub(in crate::sip_trunks) fn new(before: &SipTrunk, after: &SipTrunk) -> Self {
        let (before, after) = (object(before), object(after));
        let mut update = Map::new();
        let mut not_sent = Vec::new();
        let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            let (old, new) = (sendable(field, before.get(field)), sendable(field, after.get(field)));
            if ordered(field, old.as_ref()) == ordered(field, new.as_ref()) || BOOKKEEPING.contains(&field.as_str()) {
                continue;
            }
            let fate = if field == "phone_numbers" {
                Err("numbers are added and removed one by one")
            } else if !SipTrunkUpdate::PROPERTIES.contains(&field.as_str()) {
                Err("it is set when a trunk is created, and not changed after that")
            } else {
                match (new, field.as_str()) {
                    (Some(value), _) => Ok(value),
                    (None, "gateways") => Err("a trunk needs a gateway"),
                    (None, "ip_identifiers") => Err(
                        "there are none in the trunk that it shall be, which may be because a response left them out",
                    ),
                    (None, _) => Err("a field that is not sent stays as it is, so that none can be removed"),
                }
            };
            match fate {
                Ok(value) => drop(update.insert(field.clone(), value)),
                Err(reason) => not_sent.push(NotSent {
                    field: field.clone(),
                    reason,
                }),
            }
        }
        let fields = update.keys().cloned().collect();
        // Each value is one that the other type wrote, and both have the same schema for it.
        let update = serde_json::from_value(Value::Object(update)).unwrap_or_default();
        Self {
            update,
            fields,
            not_sent,
        }
    }
}

/// A value as an update has it: nothing for null, and of gateways what the API takes.
fn sendable(field: &str, value: Option<&Value>) -> Option<Value> {
    match value? {
        Value::Null => None,
        // An empty list and none are the same here.
        Value::Array(elements) if elements.is_empty() => None,
        Value::Array(elements) => Some(elements.iter().map(|element| bare(field, element)).collect()),
        value => Some(value.clone()),
    }
}

fn bare(field: &str, element: &Value) -> Value {
    let mut element = element.clone();
    if let Value::Object(element) = &mut element {
        let is_set_by_api = |name: &str| field == "gateways" && (name == "id" || name == "created_at");
        element.retain(|name, value| !value.is_null() && !is_set_by_api(name));
    }
    element
}

/// The value without what means nothing: with defaults, addresses as networks, gateways in the order in which they are tried, other lists in that of their
/// texts.
fn ordered(field: &str, value: Option<&Value>) -> Option<Value> {
    let mut value = value?.clone();
    if let Value::Array(elements) = &mut value {
        for element in elements.iter_mut().filter_map(Value::as_object_mut) {
            if field == "gateways" {
                element.entry("port").or_insert(DEFAULT_PORT.into());
                element.entry("priority").or_insert(DEFAULT_PRIORITY.into());
            } else if let Some(Value::String(address)) = element.get_mut("ip_address") {
                *address = network(address);
            }
        }
        let priority = |gateway: &Value| gateway.as_object().map(routing_priority);
        match field {
            "gateways" => elements.sort_by_key(priority),
            _ => elements.sort_by_cached_key(sorted_text),
        }
    }
    Some(value)
}

/// ```
/// use bolna_api_ext::SipTrunkExt;
/// use bolna_api_ext::types::SipTrunk;
///
/// let before: SipTrunk = serde_json::from_str(
///     r#"{"allow": "ulaw", "provider": "x", "gateways": [{"gateway_address": "a"}, {"gateway_address": "b"}]}"#,
/// )?;
/// let mut after = before.clone();
/// after.allow = Some("ulaw,alaw".to_owned());
/// after.gateways.remove(0);
/// after.provider = Some("y".to_owned());
/// assert_eq!(
///     before.patch_to(&after).to_string(),
///     "sets `allow`\n\
///      replaces all of `gateways`\n\
///      cannot change `provider`: it is set when a trunk is created, and not changed after that"
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
impl fmt::Display for TrunkPatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sets = self.fields.iter().map(|field| match field.as_str() {
            "gateways" | "ip_identifiers" => format!("replaces all of `{field}`"),
            _ => format!("sets `{field}`"),
        });
        let not_sent = self
            .not_sent
            .iter()
            .map(|not| format!("cannot change `{}`: {}", not.field, not.reason));
        let lines: Vec<_> = sets.chain(not_sent).collect();
        if lines.is_empty() {
            f.write_str("changes nothing")
        } else {
            f.write_str(&lines.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn patch(before: Value, after: Value) -> TrunkPatch {
        let [before, after] = [before, after].map(|trunk| serde_json::from_value::<SipTrunk>(trunk).unwrap());
        TrunkPatch::new(&before, &after)
    }

    #[test]
    fn only_what_changed_is_sent_and_lists_are_sent_whole() {
        let gateways =
            json!([{"id": "g1", "gateway_address": "a", "port": 5060, "priority": 1}, {"gateway_address": "b"}]);
        let mut moved = gateways.clone();
        moved[1]["priority"] = json!(3);
        let before = json!({"id": "1", "name": "a", "qualify_frequency": 60, "gateways": gateways, "updated_at": "2026-11-01T00:00:00Z"});
        let after = json!({"id": "1", "name": "a", "qualify_frequency": 30, "gateways": moved, "updated_at": "2026-11-02T00:00:00Z"});
        let patch = patch(before.clone(), after);
        assert_eq!(
            serde_json::to_value(&patch.update).unwrap(),
            json!({"qualify_frequency": 30, "gateways": [
                {"gateway_address": "a", "port": 5060, "priority": 1}, {"gateway_address": "b", "priority": 3},
            ]})
        );
        assert_eq!(patch.not_sent, []);
        let mut renumbered = before.clone();
        renumbered["gateways"][0]["id"] = json!("g2");
        assert_eq!(self::patch(before, renumbered).to_string(), "changes nothing");
    }

    #[test]
    fn a_list_that_a_response_left_out_takes_no_address_away() {
        let before = json!({"auth_type": "ip-based", "ip_identifiers": [{"ip_address": "192.0.2.1"}]});
        let patch = patch(before, json!({"auth_type": "ip-based"}));
        assert!(patch.is_empty() && patch.update.ip_identifiers.is_none());
        assert_eq!(patch.not_sent[0].field, "ip_identifiers");
    }

    #[test]
    fn a_default_that_is_written_out_is_no_change() {
        let before = json!({"gateways": [{"gateway_address": "a"}], "ip_identifiers": [{"ip_address": "192.0.2.1"}]});
        let after = json!({"gateways": [{"gateway_address": "a", "port": 5060, "priority": 1}], "ip_identifiers": [{"ip_address": "192.0.2.1/32"}]});
        assert_eq!(patch(before, after).to_string(), "changes nothing");
    }

    #[test]
    fn what_cannot_be_sent_is_told() {
        let before =
            json!({"allow": "ulaw", "direct_media": true, "phone_numbers": [], "gateways": [{"gateway_address": "a"}]});
        let after = json!({"allow": null, "direct_media": false, "phone_numbers": [{"phone_number": "+14155550100"}], "gateways": []});
        let patch = patch(before, after);
        assert!(patch.is_empty());
        assert_eq!(
            patch.to_string(),
            "cannot change `allow`: a field that is not sent stays as it is, so that none can be removed\n\
             cannot change `direct_media`: it is set when a trunk is created, and not changed after that\n\
             cannot change `gateways`: a trunk needs a gateway\n\
             cannot change `phone_numbers`: numbers are added and removed one by one"
        );
    }
}
