//! Codecs, by name.

use std::fmt;

/// A codec, by the name that Asterisk has for it.
///
/// ```
/// use bolna_api_ext::sip_trunks::Codec;
///
/// assert_eq!(Codec::from("ULAW"), Codec::Ulaw);
/// assert_eq!(Codec::from("PCMU"), Codec::Ulaw);
/// assert_eq!(Codec::from("evs").to_string(), "evs");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Codec {
    /// G.711 µ-law: `PCMU` in SDP (RFC 3551).
    Ulaw,
    /// G.711 A-law: `PCMA` in SDP (RFC 3551).
    Alaw,
    /// G.722.
    G722,
    /// G.723.1.
    G723,
    /// G.726.
    G726,
    /// G.729.
    G729,
    /// GSM full rate.
    Gsm,
    /// iLBC.
    Ilbc,
    /// Opus.
    Opus,
    /// Speex.
    Speex,
    /// Signed linear, 16 bit.
    Slin,
    /// Any other, by its name in lower case.
    Other(String),
}

/// The known codecs with their names. Not constants, which would be made anew where they are used.
static KNOWN: [(Codec, &str); 11] = [
    (Codec::Ulaw, "ulaw"),
    (Codec::Alaw, "alaw"),
    (Codec::G722, "g722"),
    (Codec::G723, "g723"),
    (Codec::G726, "g726"),
    (Codec::G729, "g729"),
    (Codec::Gsm, "gsm"),
    (Codec::Ilbc, "ilbc"),
    (Codec::Opus, "opus"),
    (Codec::Speex, "speex"),
    (Codec::Slin, "slin"),
];

/// Other names of them, which are read and not written: those of SDP, and what people write. Asterisk takes none of them in a list.
static ALIASES: [(Codec, &str); 4] = [
    (Codec::Ulaw, "pcmu"),
    (Codec::Alaw, "pcma"),
    (Codec::G723, "g723.1"),
    (Codec::Slin, "slinear"),
];

/// The formats of Asterisk, in the order of their numbers, which is that of `all` (`main/codec_builtin.c`). Those of pictures and text are there,
/// too, since `allow` takes them.
static FORMATS: [&str; 49] = [
    "codec2", "g723", "ulaw", "alaw", "gsm", "g726", "g726aal2", "adpcm", "slin", "slin12", "slin16", "slin24",
    "slin32", "slin44", "slin48", "slin96", "slin192", "lpc10", "g729", "speex", "speex16", "speex32", "ilbc", "g722",
    "siren7", "siren14", "testlaw", "g719", "opus", "jpeg", "png", "h261", "h263", "h263p", "h264", "h265", "mpeg4",
    "vp8", "vp9", "av1", "red", "t140red", "t140", "t38", "none", "silk8", "silk12", "silk16", "silk24",
];

/// The number of the format of this name; `None` for a name that Asterisk does not know.
pub(in crate::sip_trunks) fn format_number(name: &str) -> Option<usize> {
    FORMATS.iter().position(|format| format.eq_ignore_ascii_case(name))
}

impl Codec {
    /// The name that Asterisk has for it in lists.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => KNOWN
                .iter()
                .find(|(codec, _)| codec == known)
                .map_or("", |(_, name)| *name),
        }
    }
}

/// Compares without case, as Asterisk does. `PCMU` and `PCMA`, the names of G.711 in SDP, `g723.1` and `slinear` are read, too, though Asterisk takes them
/// in no list: the [doctor](crate::sip_trunks::doctor) says so.
impl From<&str> for Codec {
    fn from(name: &str) -> Self {
        let name = name.trim();
        let names = KNOWN.iter().chain(&ALIASES);
        let found = names.into_iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        found.map_or_else(|| Self::Other(name.to_ascii_lowercase()), |(codec, _)| codec.clone())
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_codec_is_read_by_its_name_and_is_a_format() {
        for (codec, name) in &KNOWN {
            assert_eq!((&Codec::from(*name), codec.as_str()), (codec, *name));
            assert!(format_number(name).is_some(), "{name}");
        }
    }

    #[test]
    fn another_name_is_read_and_is_no_format() {
        for (codec, name) in &ALIASES {
            assert_eq!(Codec::from(*name), *codec);
            assert_eq!(format_number(name), None, "{name}");
        }
    }
}
