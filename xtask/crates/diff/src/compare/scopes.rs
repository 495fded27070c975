//! Security schemes: what credentials are, and which scopes they can have.

use super::annotations::{FOR_PEOPLE, fields};
use super::change::Change;
use super::differ::{Effects, MemberRules};
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::Wire;
use crate::normal::Node;
use crate::rules;
use document::grammar::Kind;

const DEFINITION: MemberRules = MemberRules {
    added: &rules::security_scheme::DEFINITION_CHANGED,
    removed: &rules::security_scheme::DEFINITION_CHANGED,
    changed: &rules::security_scheme::DEFINITION_CHANGED,
};
const URL: MemberRules = MemberRules {
    added: &rules::security_scheme::URL_CHANGED,
    removed: &rules::security_scheme::URL_CHANGED,
    changed: &rules::security_scheme::URL_CHANGED,
};
const FORMAT: MemberRules = MemberRules {
    added: &rules::security_scheme::BEARER_FORMAT_CHANGED,
    removed: &rules::security_scheme::BEARER_FORMAT_CHANGED,
    changed: &rules::security_scheme::BEARER_FORMAT_CHANGED,
};
const ELSEWHERE: Verdict = Verdict::Always(Wire::Breaking, "Callers ask for a token where none is given.");

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    scope.remarks(Kind::SecurityScheme, old, new);
    let here = (&Some(old.clone()), &Some(new.clone()));
    for field in ["type", "name", "in", "scheme"] {
        let (was, is) = (old.get(field), new.get(field));
        // The name of an HTTP scheme has no case (RFC 9110 section 11.1), nor has that of a header.
        let folded = |node: &Option<Node<'a>>| {
            node.as_ref()
                .and_then(|node| node.value.as_str())
                .map(str::to_ascii_lowercase)
        };
        let caseless = field == "scheme" || field == "name" && old.text("in") == Some("header");
        if caseless && folded(&was) == folded(&is) {
            continue;
        }
        let verdict = Verdict::Always(Wire::Breaking, "Callers send credentials that nobody looks for.");
        scope.differ(
            DEFINITION,
            (was, is),
            here,
            &format!("`{field}`"),
            Effects::OTHER,
            verdict,
        );
    }
    let discovery = (old.get("openIdConnectUrl"), new.get("openIdConnectUrl"));
    scope.differ(URL, discovery, here, "`openIdConnectUrl`", Effects::OTHER, ELSEWHERE);
    scope.differ(
        FORMAT,
        (old.get("bearerFormat"), new.get("bearerFormat")),
        here,
        "`bearerFormat`",
        Effects::NONE,
        FOR_PEOPLE,
    );
    let (Some(olds), Some(news)) = (old.get("flows"), new.get("flows")) else {
        return;
    };
    for name in fields(&olds, &news) {
        match (olds.get(name), news.get(name)) {
            (Some(old), Some(new)) => flow(scope, &old, &new),
            (was, is) if !name.starts_with("x-") => {
                let (rule, effect, what, verdict) = if is.is_some() {
                    let verdict = Verdict::Always(Wire::Safe, "Callers may get their tokens as before.");
                    (&rules::security_scheme::FLOW_ADDED, Effect::Widened, "new", verdict)
                } else {
                    let verdict = Verdict::Always(Wire::Breaking, "Callers who get their tokens so get none.");
                    (&rules::security_scheme::FLOW_REMOVED, Effect::Narrowed, "gone", verdict)
                };
                let change = Change::new(rule, effect, format!("the flow `{name}` is {what}")).judged(verdict);
                scope.change(change.between(was, is));
            }
            (was, is) => scope.extension(name, (was, is), (&Some(olds.clone()), &Some(news.clone()))),
        }
    }
}

fn flow<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let here = (&Some(old.clone()), &Some(new.clone()));
    for field in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
        scope.differ(
            URL,
            (old.get(field), new.get(field)),
            here,
            &format!("`{field}`"),
            Effects::OTHER,
            ELSEWHERE,
        );
    }
    scope.remarks(Kind::OAuthFlow, old, new);
    let scopes = |node: &Node<'a>| node.members_of("scopes").collect::<Vec<_>>();
    let (olds, news) = (scopes(old), scopes(new));
    for (name, was) in &olds {
        match news.iter().find(|(other, _)| other == name) {
            Some((_, is)) => scope.prose(name, (Some(was.clone()), Some(is.clone())), here),
            None => {
                let verdict = Verdict::Always(Wire::Breaking, "Callers who ask for it get no token.");
                let change = Change::new(
                    &rules::security_scheme::SCOPE_REMOVED,
                    Effect::Narrowed,
                    format!("the scope `{name}` is gone"),
                );
                scope.change(change.judged(verdict).between(Some(was.clone()), None));
            }
        }
    }
    for (name, is) in news
        .iter()
        .filter(|(name, _)| !olds.iter().any(|(other, _)| other == name))
    {
        let verdict = Verdict::Always(Wire::Safe, "Callers need not ask for it.");
        let change = Change::new(
            &rules::security_scheme::SCOPE_ADDED,
            Effect::Widened,
            format!("the scope `{name}` is new"),
        );
        scope.change(change.judged(verdict).between(None, Some(is.clone())));
    }
}
