//! Percent-encoding (RFC 3986, section 2; RFC 6570, section 3.2.1).

/// What stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Unreserved characters only.
    Unreserved,
    /// What a query may have, and what is percent-encoded already: `allowReserved`. `#`, `[` and `]` are no part of a query (RFC 3986,
    /// section 3.4); `&` would end the parameter, and `+` would be read as a space.
    Reserved,
    /// Everything: headers have no percent-encoding.
    Nothing,
}

impl Encoding {
    pub(super) fn encode(self, value: &str) -> String {
        match self {
            Self::Unreserved => encode_unreserved(value),
            Self::Reserved => encode_but_reserved(value),
            Self::Nothing => value.to_owned(),
        }
    }
}

/// Encodes every octet that is no unreserved character.
pub(crate) fn encode_unreserved(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        push(&mut encoded, byte, is_unreserved(byte));
    }
    encoded
}

fn encode_but_reserved(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for (at, byte) in value.bytes().enumerate() {
        let is_kept = match byte {
            b'%' => is_triplet(value.as_bytes(), at),
            b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';' | b'=' => true,
            byte => is_unreserved(byte),
        };
        push(&mut encoded, byte, is_kept);
    }
    encoded
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Whether `%` and two hexadecimal digits stand there.
fn is_triplet(bytes: &[u8], at: usize) -> bool {
    let digits = bytes.get(at + 1..at + 3);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn push(encoded: &mut String, byte: u8, is_kept: bool) {
    if is_kept {
        encoded.push(char::from(byte));
    } else {
        encoded.push('%');
        for digit in [byte >> 4, byte & 15] {
            let digit = char::from_digit(u32::from(digit), 16).unwrap_or_default();
            encoded.push(digit.to_ascii_uppercase());
        }
    }
}
