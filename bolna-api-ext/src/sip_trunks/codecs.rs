//! The codecs of a trunk, by Asterisk's rules for lists of them.

use std::fmt;

use bolna_api::types::SipTrunk;

/// What the API's document has for a trunk that does not say.
const DEFAULT_ALLOW: &str = "ulaw,alaw";

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

/// Other names of them, which are read and not written.
static ALIASES: [(Codec, &str); 4] = [
    (Codec::Ulaw, "pcmu"),
    (Codec::Alaw, "pcma"),
    (Codec::G723, "g723.1"),
    (Codec::Slin, "slinear"),
];

impl Codec {
    /// Its name in lists.
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

/// Compares without case, as Asterisk does. The names of SDP for G.711, `PCMU` and `PCMA`, and Asterisk's aliases are read, too.
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

/// The codecs that remain of two lists, in the order of preference.
///
/// The rules are Asterisk's (`ast_format_cap_update_by_allow_disallow`, with `disallow` before `allow` as the API applies them):
/// entries stand between commas, and count in order; `all` is every codec; `!` before an entry turns it around; what is there already keeps its
/// place; a `:` begins the length of a frame, which is no part of the name. A list begins with nothing, so that `disallow` alone leaves nothing.
///
/// ```
/// use bolna_api_ext::sip_trunks::{Codec, CodecSet};
///
/// let codecs = CodecSet::parse("alaw, g729,ulaw,!g729", "all");
/// assert_eq!(codecs.to_string(), "alaw,ulaw");
/// assert!(codecs.contains(&Codec::Ulaw) && codecs.has_g711());
/// assert!(CodecSet::parse("all", "").contains(&Codec::from("evs")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodecSet {
    listed: Vec<Codec>,
    /// Every codec that is not in it, behind those that are listed.
    all_but: Option<Vec<Codec>>,
}

impl CodecSet {
    /// The codecs that remain of these lists.
    #[must_use]
    pub fn parse(allow: &str, disallow: &str) -> Self {
        let mut set = Self::default();
        set.apply(disallow, false);
        set.apply(allow, true);
        set
    }

    /// The codecs of a trunk. A list that it does not have is the default of the API's document: `ulaw,alaw` are allowed, and `all` are
    /// disallowed before.
    #[must_use]
    pub fn of_trunk(trunk: &SipTrunk) -> Self {
        Self::parse(
            trunk.allow.as_deref().unwrap_or(DEFAULT_ALLOW),
            trunk.disallow.as_deref().unwrap_or("all"),
        )
    }

    fn apply(&mut self, list: &str, allows: bool) {
        for entry in list.split(',') {
            let entry = entry.trim();
            let (entry, allows) = match entry.strip_prefix('!') {
                Some(entry) => (entry, !allows),
                None => (entry, allows),
            };
            let name = entry.split(':').next().unwrap_or_default().trim();
            if name.is_empty() {
                continue;
            }
            if name.eq_ignore_ascii_case("all") {
                if !allows {
                    self.listed.clear();
                }
                self.all_but = allows.then(Vec::new);
            } else if allows {
                self.add(name.into());
            } else {
                self.remove(&name.into());
            }
        }
    }

    fn add(&mut self, codec: Codec) {
        if self.contains(&codec) {
            return;
        }
        if let Some(excluded) = &mut self.all_but {
            excluded.retain(|other| *other != codec);
        }
        self.listed.push(codec);
    }

    fn remove(&mut self, codec: &Codec) {
        self.listed.retain(|other| other != codec);
        if let Some(excluded) = &mut self.all_but
            && !excluded.contains(codec)
        {
            excluded.push(codec.clone());
        }
    }

    /// Whether a codec remains.
    #[must_use]
    pub fn contains(&self, codec: &Codec) -> bool {
        self.listed.contains(codec) || self.all_but.as_ref().is_some_and(|excluded| !excluded.contains(codec))
    }

    /// Whether µ-law or A-law remains, one of which nearly every carrier has.
    #[must_use]
    pub fn has_g711(&self) -> bool {
        self.contains(&Codec::Ulaw) || self.contains(&Codec::Alaw)
    }

    /// Whether nothing remains: a call has no sound.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::CodecSet;
    ///
    /// assert!(CodecSet::parse("ulaw,!ulaw", "all").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.all_but.is_none()
    }

    /// The codecs that are named, in the order of preference.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::{Codec, CodecSet};
    ///
    /// let codecs = CodecSet::parse("ulaw,all", "all");
    /// assert_eq!((codecs.listed(), codecs.has_all()), (&[Codec::Ulaw][..], true));
    /// ```
    /// Where [`all`](Self::has_all) is among the entries, there are more behind them.
    #[must_use]
    pub fn listed(&self) -> &[Codec] {
        &self.listed
    }

    /// Whether an entry `all` is in effect.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.all_but.is_some()
    }
}

/// Writes a list that has the same effect: `ulaw,alaw`, or `ulaw,all,!g729`.
impl fmt::Display for CodecSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.all_but.iter().map(|_| ("", "all"));
        let excluded = self.all_but.iter().flatten().map(|codec| ("!", codec.as_str()));
        let entries = self
            .listed
            .iter()
            .map(|codec| ("", codec.as_str()))
            .chain(all)
            .chain(excluded);
        for (index, (not, name)) in entries.enumerate() {
            let separator = if index == 0 { "" } else { "," };
            write!(f, "{separator}{not}{name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_effect_that_asterisk_gives_them() {
        for (allow, disallow, remains) in [
            ("ulaw,alaw", "all", "ulaw,alaw"),
            (" Alaw , ULAW ", "ALL", "alaw,ulaw"),
            ("ulaw,ulaw,alaw", "all", "ulaw,alaw"),
            ("all", "all", "all"),
            ("ulaw,all", "all", "ulaw,all"),
            ("all,!g729", "", "all,!g729"),
            ("all,!g729,g729", "", "g729,all"),
            ("!all,alaw", "", "alaw"),
            ("ulaw,!ulaw", "all", ""),
            // `allow` comes last.
            ("ulaw", "ulaw", "ulaw"),
            ("", "g729", ""),
            ("", "!ulaw", "ulaw"),
            ("ulaw:20,alaw:30", "all", "ulaw,alaw"),
            ("evs,EVS,PCMA", "all", "evs,alaw"),
            (",,!,:20", "all", ""),
        ] {
            let set = CodecSet::parse(allow, disallow);
            assert_eq!(set.to_string(), remains, "allow={allow} disallow={disallow}");
            assert_eq!(CodecSet::parse(&set.to_string(), "all"), set, "{remains}");
        }
    }

    #[test]
    fn a_trunk_that_does_not_say_has_the_defaults_of_the_document() {
        let set = CodecSet::of_trunk(&SipTrunk::default());
        assert_eq!(set.listed(), [Codec::Ulaw, Codec::Alaw]);
        let trunk: SipTrunk = serde_json::from_str(r#"{"allow": "g729"}"#).unwrap();
        assert!(!CodecSet::of_trunk(&trunk).has_g711());
    }

    #[test]
    fn every_known_codec_is_read_by_its_name() {
        for (codec, name) in &KNOWN {
            assert_eq!((&Codec::from(*name), codec.as_str()), (codec, *name));
        }
    }
}
