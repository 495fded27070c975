//! The styles, and the grammar of each.

use super::encode::Encoding;

/// The field `style` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `;name=value`, in the path.
    Matrix,
    /// `.value`, in the path.
    Label,
    /// `value`, in the path and in headers.
    Simple,
    /// `name=value`, in the query and in cookies.
    Form,
    /// `name=one%20two`, in the query.
    SpaceDelimited,
    /// `name=one%7Ctwo`, in the query.
    PipeDelimited,
    /// `name%5Bproperty%5D=value`, in the query.
    DeepObject,
    /// No style: `content`, one value that is JSON.
    Json,
}

/// The way in which a parameter goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) encoding: Encoding,
}

impl Way {
    /// In a style, with `explode`.
    #[must_use]
    pub const fn new(style: Style, explode: bool) -> Self {
        Self {
            style,
            explode,
            encoding: Encoding::Unreserved,
        }
    }

    /// The same with `allowReserved`.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self {
            encoding: Encoding::Reserved,
            ..self
        }
    }

    /// The same in a header.
    pub(super) const fn unencoded(self) -> Self {
        Self {
            encoding: Encoding::Nothing,
            ..self
        }
    }
}

/// The grammar of a style (RFC 6570, appendix A).
#[derive(Clone, Copy, Debug)]
pub(super) struct Grammar {
    /// Before the first part.
    pub(super) first: &'static str,
    /// Between two parts.
    pub(super) separator: &'static str,
    /// Whether a part begins with the name.
    pub(super) named: bool,
    /// Behind the name of an empty value.
    pub(super) if_empty: &'static str,
    /// Between the elements of one part.
    pub(super) delimiter: &'static str,
}

impl Style {
    pub(super) const fn grammar(self) -> Grammar {
        let (first, separator, named, if_empty, delimiter) = match self {
            Self::Simple => ("", ",", false, "", ","),
            Self::Label => (".", ".", false, "", ","),
            Self::Matrix => (";", ";", true, "", ","),
            Self::Form | Self::DeepObject | Self::Json => ("", "&", true, "=", ","),
            Self::SpaceDelimited => ("", "&", true, "=", "%20"),
            Self::PipeDelimited => ("", "&", true, "=", "%7C"),
        };
        Grammar {
            first,
            separator,
            named,
            if_empty,
            delimiter,
        }
    }
}
