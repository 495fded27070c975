//! What is wrong with values of enumerations.

use bolna_api::types::{SipTrunk, SipTrunkAuthType, SipTrunkMediaEncryption};

use super::finding::Finding;
use super::rule;
use crate::sip_trunks::spelling::{auth_type, media_encryption};
use crate::sip_trunks::transport::Transport;

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    let transport = trunk
        .transport
        .as_ref()
        .filter(|name| Transport::try_from(*name).is_err());
    let media_encryption = media_encryption(trunk).filter(|value| !SipTrunkMediaEncryption::KNOWN.contains(value));
    let auth_type = auth_type(trunk).filter(|value| !SipTrunkAuthType::KNOWN.contains(value));
    for (field, value) in [
        ("transport", transport.map(AsRef::<str>::as_ref)),
        ("media_encryption", media_encryption.map(AsRef::as_ref)),
        ("auth_type", auth_type.map(AsRef::as_ref)),
    ] {
        if let Some(value) = value {
            findings.push(Finding::new(
                &rule::VALUE_UNKNOWN,
                trunk,
                field,
                format!("it is `{value}`"),
            ));
        }
    }
}
