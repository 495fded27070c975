//! What is wrong with numbers.

use std::collections::HashMap;

use bolna_api::types::SipTrunk;

use super::finding::Finding;
use super::left_out::{is_left_out, is_null};
use super::rule;
use crate::E164;
use crate::sip_trunks::number;
use crate::sip_trunks::trunk_ext::SipTrunkExt;

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    let count = trunk.active_numbers().count();
    let there_are = |what: &str| {
        if count == 1 {
            format!("there is 1 number, and {what}")
        } else {
            format!("there are {count} numbers, and {what}")
        }
    };
    if count == 0 && trunk.inbound_enabled == Some(true) {
        let finding = Finding::new(&rule::INBOUND_WITHOUT_NUMBERS, trunk, "phone_numbers", "there is none");
        let is_absent = trunk.phone_numbers.is_empty() && is_left_out(trunk, "phone_numbers");
        findings.push(finding.if_left_out(is_absent));
    }
    if count > 0 && trunk.is_active == Some(false) {
        let message = there_are("the trunk is not active");
        findings.push(Finding::new(&rule::INACTIVE_WITH_NUMBERS, trunk, "is_active", message));
    } else if count > 0 && trunk.inbound_enabled == Some(false) {
        let message = there_are("inbound calls are disabled");
        findings.push(Finding::new(
            &rule::NUMBERS_WITHOUT_INBOUND,
            trunk,
            "inbound_enabled",
            message,
        ));
    }
    diagnose_each(trunk, findings);
}

fn diagnose_each(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, number) in trunk.phone_numbers.iter().enumerate() {
        if number.deleted == Some(true) {
            continue;
        }
        let at = |field: &str| format!("phone_numbers[{index}].{field}");
        if trunk.inbound_enabled == Some(true) && is_null(number, "agent_id") {
            let of = number.phone_number.as_deref().unwrap_or("the number");
            let message = format!("{of} has none");
            findings.push(Finding::new(
                &rule::NUMBER_WITHOUT_AGENT,
                trunk,
                at("agent_id"),
                message,
            ));
        }
        let Some(text) = number.phone_number.as_deref() else {
            findings.push(Finding::new(
                &rule::NUMBER_MISSING,
                trunk,
                at("phone_number"),
                "there is none",
            ));
            continue;
        };
        if let Err(error) = E164::try_from(text) {
            let message = format!("`{text}` {error}");
            findings.push(Finding::new(&rule::NUMBER_NOT_E164, trunk, at("phone_number"), message));
        }
        let first = *seen.entry(number::normal(text)).or_insert(index);
        if first != index {
            let message = format!("{text} is phone_numbers[{first}], too");
            findings.push(Finding::new(&rule::NUMBER_TWICE, trunk, at("phone_number"), message));
        }
    }
}
