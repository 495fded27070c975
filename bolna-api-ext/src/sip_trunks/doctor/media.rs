//! What is wrong with encryption, codecs, and the way of the media.

use bolna_api::types::{SipTrunk, SipTrunkMediaEncryption};

use super::finding::Finding;
use super::rule;
use crate::sip_trunks::codecs::{Codec, CodecSet};
use crate::sip_trunks::route;
use crate::sip_trunks::transport::Transport;

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    let mut found = |rule, field: &str, message: String| findings.push(Finding::new(rule, trunk, field, message));
    match &trunk.media_encryption {
        Some(SipTrunkMediaEncryption::Sdes) => {
            if let Ok(transport @ (Transport::Udp | Transport::Tcp)) = route::transport(trunk) {
                found(
                    &rule::SDES_WITHOUT_TLS,
                    "media_encryption",
                    format!("it is `sdes`, and the transport is {transport}"),
                );
            }
        }
        None | Some(SipTrunkMediaEncryption::No) if trunk.media_encryption_optimistic == Some(true) => {
            let message = "it is on, and `media_encryption` is not".to_owned();
            found(
                &rule::OPTIMISTIC_WITHOUT_ENCRYPTION,
                "media_encryption_optimistic",
                message,
            );
        }
        // One that is not known is the carrier's and the API's business.
        _ => {}
    }
    let codecs = CodecSet::of_trunk(trunk);
    if !codecs.contains(&Codec::Ulaw) {
        if codecs.listed() == [Codec::G729] && !codecs.has_all() {
            found(&rule::ONLY_G729, "allow", "what remains is g729 alone".to_owned());
        } else if codecs.is_empty() {
            found(&rule::NO_ULAW, "allow", "no codec remains".to_owned());
        } else {
            found(&rule::NO_ULAW, "allow", format!("what remains is {codecs}"));
        }
    }
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
