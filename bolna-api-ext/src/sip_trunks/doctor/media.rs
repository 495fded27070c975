//! What is wrong with encryption, codecs, and the way of the media.

use bolna_api::types::{SipTrunk, SipTrunkMediaEncryption};

use super::finding::Finding;
use super::left_out::is_left_out;
use super::rule;
use crate::sip_trunks::codecs::{Codec, CodecSet, EntryFault, entries, format_number};
use crate::sip_trunks::route;
use crate::sip_trunks::spelling::media_encryption;
use crate::sip_trunks::transport::Transport;

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    diagnose_encryption(trunk, findings);
    diagnose_codecs(trunk, findings);
    let mut found = |rule, field: &str, message: String| findings.push(Finding::new(rule, trunk, field, message));
    for (value, bad, rule, field) in [
        (trunk.direct_media, true, &rule::DIRECT_MEDIA, "direct_media"),
        (trunk.rtp_symmetric, false, &rule::ASYMMETRIC_RTP, "rtp_symmetric"),
        (trunk.force_rport, false, &rule::RPORT_OFF, "force_rport"),
    ] {
        if value == Some(bad) {
            found(rule, field, format!("it is {bad}"));
        }
    }
    if let Some(interval @ ..=0) = trunk.qualify_frequency {
        found(
            &rule::QUALIFY_OFF,
            "qualify_frequency",
            format!("the interval is {interval}"),
        );
    }
}

fn diagnose_encryption(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    match media_encryption(trunk) {
        Some(SipTrunkMediaEncryption::Sdes) => {
            if let Ok(transport @ (Transport::Udp | Transport::Tcp)) = route::transport(trunk) {
                let message = format!("it is `sdes`, and the transport is {transport}");
                let finding = Finding::new(&rule::SDES_WITHOUT_TLS, trunk, "media_encryption", message);
                findings.push(finding.if_left_out(trunk.transport.is_none() && is_left_out(trunk, "transport")));
            }
        }
        None | Some(SipTrunkMediaEncryption::No) if trunk.media_encryption_optimistic == Some(true) => {
            let (rule, field) = (&rule::OPTIMISTIC_WITHOUT_ENCRYPTION, "media_encryption_optimistic");
            let finding = Finding::new(rule, trunk, field, "it is on, and `media_encryption` is not");
            findings
                .push(finding.if_left_out(trunk.media_encryption.is_none() && is_left_out(trunk, "media_encryption")));
        }
        _ => {}
    }
}

fn diagnose_codecs(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    let codecs = CodecSet::of_trunk(trunk);
    let is_known = |codec: &&Codec| format_number(codec.as_str()).is_some();
    let mut found = |rule, message: String| findings.push(Finding::new(rule, trunk, "allow", message));
    if codecs.is_empty() {
        found(&rule::NO_G711, "no codec remains".to_owned());
    } else if codecs.listed().iter().filter(is_known).eq([&Codec::G729]) && !codecs.has_all() {
        found(&rule::ONLY_G729, format!("what remains is {codecs}"));
    } else if !codecs.has_g711() {
        found(&rule::NO_G711, format!("what remains is {codecs}"));
    } else {
        if !codecs.contains(&Codec::Ulaw) {
            found(&rule::NO_ULAW, format!("what remains is {codecs}"));
        }
        if codecs.listed().contains(&Codec::G729) {
            found(&rule::G729_OFFERED, format!("what remains is {codecs}"));
        }
    }
    for (field, list) in [("allow", &trunk.allow), ("disallow", &trunk.disallow)] {
        let list = list.as_deref().unwrap_or_default();
        // An empty list is no entry.
        for entry in entries(list).filter(|_| !list.trim().is_empty()) {
            let (rule, message) = match entry.fault {
                Some(EntryFault::Framing) => (
                    &rule::CODEC_FRAMING,
                    format!("`{}` has no length of a frame behind its `:`", entry.text),
                ),
                Some(EntryFault::Name) if entry.text.is_empty() => {
                    (&rule::CODEC_UNKNOWN, "an entry is empty".to_owned())
                }
                None if entry.is_all() || format_number(entry.name).is_some() => continue,
                _ => (&rule::CODEC_UNKNOWN, unknown(entry.text)),
            };
            findings.push(Finding::new(rule, trunk, field, message));
        }
    }
}

/// What an entry is, which Asterisk does not know: the name of a codec elsewhere, or none.
fn unknown(entry: &str) -> String {
    let message = format!("`{entry}` is no codec of Asterisk");
    match Codec::from(entry.trim_start_matches('!')) {
        Codec::Other(_) => message,
        codec => format!("{message}: write `{codec}`"),
    }
}
