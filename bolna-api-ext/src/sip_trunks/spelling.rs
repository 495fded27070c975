//! Values of enumerations, as they are meant: a server may write them in another case, or with `_` where the document has `-`.

use bolna_api::types::{SipTrunk, SipTrunkAuthType, SipTrunkMediaEncryption};

/// Whether two values are the same but for case, and for `_` and `-`.
pub(super) fn is_like(value: &str, other: &str) -> bool {
    let plain = |byte: u8| if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
    value.trim().bytes().map(plain).eq(other.bytes().map(plain))
}

/// How the carrier is known, as the document spells it where it has it.
pub(super) fn auth_type(trunk: &SipTrunk) -> Option<&SipTrunkAuthType> {
    meant(trunk.auth_type.as_ref()?, SipTrunkAuthType::KNOWN)
}

/// How media is encrypted, as the document spells it where it has it.
pub(super) fn media_encryption(trunk: &SipTrunk) -> Option<&SipTrunkMediaEncryption> {
    meant(trunk.media_encryption.as_ref()?, SipTrunkMediaEncryption::KNOWN)
}

fn meant<'a, T: AsRef<str>>(value: &'a T, known: &'static [T]) -> Option<&'a T> {
    Some(
        known
            .iter()
            .find(|known| is_like(value.as_ref(), known.as_ref()))
            .unwrap_or(value),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_kind_of_dash_do_not_count() {
        for (value, meant) in [
            ("ip-based", SipTrunkAuthType::IpBased),
            ("IP_Based", SipTrunkAuthType::IpBased),
            (" USERPASS ", SipTrunkAuthType::Userpass),
        ] {
            let trunk: SipTrunk = serde_json::from_value(serde_json::json!({"auth_type": value})).unwrap();
            assert_eq!(auth_type(&trunk), Some(&meant), "{value}");
        }
        let trunk: SipTrunk = serde_json::from_str(r#"{"auth_type": "oauth", "media_encryption": "SDES"}"#).unwrap();
        assert_eq!(auth_type(&trunk).map(SipTrunkAuthType::as_str), Some("oauth"));
        assert_eq!(media_encryption(&trunk), Some(&SipTrunkMediaEncryption::Sdes));
        assert_eq!(auth_type(&SipTrunk::default()), None);
    }
}
