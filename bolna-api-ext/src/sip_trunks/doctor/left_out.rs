//! What a server left out.

use bolna_api::types::SipTrunk;
use bolna_api::wire::{Object, Rest as _};

/// Whether the trunk was read, and the response lacked this property, of which the trunk has no value. The API leaves fields out at will. What was null or empty was
/// there, and a trunk that a program built lacks nothing.
pub(super) fn is_left_out(trunk: &SipTrunk, property: &str) -> bool {
    let names = SipTrunk::PROPERTIES.iter().copied();
    let index = (0..)
        .zip(names)
        .find_map(|(index, name)| (name == property).then_some(index));
    let was_blank = index.is_some_and(|index| trunk.extra.marked(index).is_some());
    trunk.extra.is_read() && !was_blank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_and_empty_was_not_left_out() {
        for (json, is_left) in [
            ("{}", true),
            (r#"{"ip_identifiers": []}"#, false),
            (r#"{"ip_identifiers": null}"#, false),
        ] {
            let trunk: SipTrunk = serde_json::from_str(json).unwrap();
            assert_eq!(is_left_out(&trunk, "ip_identifiers"), is_left, "{json}");
        }
        assert!(!is_left_out(&SipTrunk::default(), "ip_identifiers"));
    }
}
