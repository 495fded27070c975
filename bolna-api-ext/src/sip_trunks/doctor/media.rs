//! What is wrong with encryption, codecs, and the way of the media.

use bolna_api::types::{SipTrunk, SipTrunkMediaEncryption};

use super::finding::Finding;
use super::left_out::is_left_out;
use super::rule;
use crate::sip_trunks::codecs::{Codec, CodecSet};
use crate::sip_trunks::route;
use crate::sip_trunks::transport::Transport;

/// The formats of Asterisk (`main/codec_builtin.c`) that [`Codec`] has no variant for. Those of pictures and text are there, too,
/// since `allow` takes them.
const OTHER_FORMATS: [&str; 38] = [
    "adpcm", "av1", "codec2", "g719", "g726aal2", "h261", "h263", "h263p", "h264", "h265", "jpeg", "lpc10", "mpeg4",
    "none", "png", "red", "silk12", "silk16", "silk24", "silk8", "siren14", "siren7", "slin12", "slin16", "slin192",
    "slin24", "slin32", "slin44", "slin48", "slin96", "speex16", "speex32", "t140", "t140red", "t38", "testlaw", "vp8",
    "vp9",
];

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
    match &trunk.media_encryption {
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
        // One that is not known is the carrier's and the API's business.
        _ => {}
    }
}

fn diagnose_codecs(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    let codecs = CodecSet::of_trunk(trunk);
    let mut found = |rule, message: String| findings.push(Finding::new(rule, trunk, "allow", message));
    if codecs.is_empty() {
        found(&rule::NO_G711, "no codec remains".to_owned());
    } else if codecs.listed() == [Codec::G729] && !codecs.has_all() {
        found(&rule::ONLY_G729, "what remains is g729 alone".to_owned());
    } else if !codecs.has_g711() {
        found(&rule::NO_G711, format!("what remains is {codecs}"));
    } else if !codecs.contains(&Codec::Ulaw) {
        found(&rule::NO_ULAW, format!("what remains is {codecs}"));
    }
    for codec in codecs.listed() {
        if let Codec::Other(name) = codec
            && !OTHER_FORMATS.contains(&name.as_str())
        {
            found(&rule::CODEC_UNKNOWN, format!("`{name}` is no codec of Asterisk"));
        }
    }
}
