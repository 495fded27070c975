//! What is written in a string: `contentEncoding`, `contentMediaType` and `contentSchema`, and the formats that stand for
//! them in OpenAPI 3.0.

use serde_json::Value;

use super::super::differ::{Effects, MemberRules};
use super::super::engine::{PairKind, Written};
use super::super::scope::Scope;
use super::Pair;
use crate::judge::{Effect, Variance, Verdict};
use crate::model::Wire;
use crate::normal::View;
use crate::rules;

const CONTENT: MemberRules = MemberRules {
    added: &rules::schema::CONTENT_ADDED,
    removed: &rules::schema::CONTENT_REMOVED,
    changed: &rules::schema::CONTENT_CHANGED,
};

/// The media type of bytes of which nothing else is known.
const BYTES: &str = "application/octet-stream";

/// What is in a string.
#[derive(Debug, Default, PartialEq)]
struct Content {
    encoding: Option<String>,
    media_type: Option<String>,
}

impl Content {
    fn gather(view: &View<'_>) -> Self {
        let said = |keyword: &str| Some(view.first(keyword)?.value.as_str()?.to_ascii_lowercase());
        let format = view.first("format").and_then(|node| node.value.as_str());
        let implied = |of: &str, means: &str| (format == Some(of)).then(|| means.to_owned());
        Self {
            encoding: said("contentEncoding")
                .or_else(|| implied("byte", "base64"))
                .or_else(|| implied("base64url", "base64url")),
            media_type: said("contentMediaType").or_else(|| implied("binary", BYTES)),
        }
    }

    /// Whether it says no more than that any bytes may stand there.
    fn is_plain(&self) -> bool {
        self.encoding.is_none() && self.media_type.as_deref().is_none_or(|name| name == BYTES)
    }

    fn shown(&self) -> String {
        match (&self.encoding, &self.media_type) {
            (None, None) => "a plain string".to_owned(),
            (Some(encoding), None) => encoding.clone(),
            (None, Some(media_type)) => media_type.clone(),
            (Some(encoding), Some(media_type)) => format!("{media_type} as {encoding}"),
        }
    }
}

/// Whether `format` is told as what is in a string.
pub(super) fn stands_for_content(format: &Value) -> bool {
    ["byte", "base64url", "binary"].iter().any(|one| format == one)
}

/// Tells in one row what changed of it: the keywords go together.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (old, new) = (Content::gather(&pair.old), Content::gather(&pair.new));
    let schemas = (pair.old.first("contentSchema"), pair.new.first("contentSchema"));
    let told = old != new;
    if told {
        let said = |content: &Content| content.encoding.is_some() || content.media_type.is_some();
        let rule = match (said(&old), said(&new)) {
            (false, _) => CONTENT.added,
            (_, false) => CONTENT.removed,
            _ => CONTENT.changed,
        };
        let message = format!("what is in the string is {} and was {}", new.shown(), old.shown());
        let changes = |keyword: &&str| {
            pair.places(keyword).0.map(|node| node.value) != pair.places(keyword).1.map(|node| node.value)
        };
        let keyword = ["contentMediaType", "contentEncoding", "format"]
            .into_iter()
            .find(changes);
        let change = pair.change(rule, Effect::Unknown, keyword.unwrap_or("format"), message);
        let shown = |content: &Content| said(content).then(|| Value::from(content.shown()));
        let change = change.values(shown(&old).as_ref(), shown(&new).as_ref());
        // In a form bytes are a file, and a string is none.
        let is_file = scope.sense.written == Written::Field;
        if old.is_plain() && new.is_plain() && !is_file {
            // Bytes of which nothing is said are what every string is.
            let verdict = Verdict::Always(
                Wire::Docs,
                "It says how the string is handled; the same strings are valid.",
            );
            scope.tell(change.judged(verdict));
        } else {
            scope.change(change);
        }
    }
    match schemas {
        (Some(old), Some(new)) => {
            let sense = scope.sense.with_variance(Variance::Covariant);
            scope.follow(PairKind::Schema, &[old], &[new], sense, Variance::Unknown);
        }
        // It came or went with the media type that it is the schema of.
        (Some(_), None) | (None, Some(_)) if told => scope.effect(Effect::Unknown),
        schemas => {
            let here = (&pair.old.here(), &pair.new.here());
            let what = "the schema of what is in the string";
            scope.differ(CONTENT, schemas, here, what, Effects::UNKNOWN, Verdict::ByEffect);
        }
    }
}
