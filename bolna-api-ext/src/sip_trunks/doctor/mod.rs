//! The doctor: is a trunk set up so that it can work?
//!
//! [`diagnose`] looks at one trunk, [`diagnose_all`] at a list, with what is wrong between trunks. Each [`Finding`] has a code
//! that does not change, and says what follows in practice, and what to do. [`RULES`] has all of them. A sound trunk has no finding.
//!
//! Fields that a response lacks are taken for the defaults of the API's document, since the API leaves fields out at will. Where nothing can be taken for
//! granted (gateways, a username, addresses, numbers), the finding is a [`Note`](Severity::Note) that says so. A list that is there and empty is no such doubt.
//!
//! An inactive trunk carries no call: what would be an error or a warning is a note about it, and what would be a note is not said; that callers of its numbers
//! reach nobody stays a warning.
//!
//! ```
//! use bolna_api_ext::sip_trunks::doctor::{Severity, diagnose};
//! use bolna_api_ext::types::SipTrunk;
//!
//! let trunk: SipTrunk = serde_json::from_str(
//!     r#"{"name": "Desk", "transport": "transport-udp", "media_encryption": "sdes",
//!         "gateways": [{"gateway_address": "sip.example.com", "port": 5060}]}"#,
//! )?;
//! let findings = diagnose(&trunk);
//! assert_eq!(findings.len(), 1);
//! assert_eq!((findings[0].code(), findings[0].severity), ("sdes-without-tls", Severity::Error));
//! println!("{}", findings[0].rule);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Rules
//!
//! A code is a word, not a number: in the configuration of a monitoring job it says what it means. It stays what it is; a rule that
//! goes away leaves its code unused. [`explain`] has the remedy and the source of each.
//!
#![doc = include_str!("rules.md")]

mod between;
mod finding;
mod gateways;
mod identity;
mod left_out;
mod media;
mod numbers;
mod reach;
mod rule;
mod values;

pub use finding::Finding;
pub use rule::{RULES, Rule, Severity, explain};

use bolna_api::types::SipTrunk;

/// What is wrong with a trunk, in the order of [`RULES`]' groups; nothing for a sound one.
///
/// ```
/// use bolna_api_ext::sip_trunks::doctor::diagnose;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunk: SipTrunk = serde_json::from_str(r#"{"gateways": [{"gateway_address": "sip.example.com"}], "allow": "g729"}"#)?;
/// let codes: Vec<_> = diagnose(&trunk).iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["only-g729"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn diagnose(trunk: &SipTrunk) -> Vec<Finding> {
    let mut findings = Vec::new();
    values::diagnose(trunk, &mut findings);
    gateways::diagnose(trunk, &mut findings);
    media::diagnose(trunk, &mut findings);
    identity::diagnose(trunk, &mut findings);
    numbers::diagnose(trunk, &mut findings);
    if trunk.is_active == Some(false) {
        return findings.into_iter().filter_map(Finding::of_inactive).collect();
    }
    findings
}

/// What is wrong with these trunks, and between those that are active and take inbound calls: trunk by trunk, in the order of the list.
///
/// ```
/// use bolna_api_ext::sip_trunks::doctor::diagnose_all;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunks: Vec<SipTrunk> = serde_json::from_str(
///     r#"[{"name": "a", "gateways": [{"gateway_address": "a.example"}], "phone_numbers": [{"phone_number": "+14155550100"}]},
///         {"name": "b", "gateways": [{"gateway_address": "b.example"}], "phone_numbers": [{"phone_number": "+14155550100"}]}]"#,
/// )?;
/// let findings = diagnose_all(&trunks);
/// assert_eq!((findings[0].code(), findings[0].trunk()), ("number-on-two-trunks", "b"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn diagnose_all(trunks: &[SipTrunk]) -> Vec<Finding> {
    let mut findings: Vec<(usize, Finding)> = trunks
        .iter()
        .enumerate()
        .flat_map(|(index, trunk)| diagnose(trunk).into_iter().map(move |finding| (index, finding)))
        .collect();
    findings.extend(between::diagnose(trunks));
    // A stable sort: what is between trunks comes behind what is wrong with the trunk itself.
    findings.sort_by_key(|(index, _)| *index);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

#[cfg(test)]
mod tests;
