//! A report as workflow commands, which GitHub Actions shows as annotations in the diff of a pull request.

use super::{NOTHING, Severity, Shown, compact};
use crate::model::{Finding, Side};
use document::report::github::{data, property};

/// A command a line, the worst first: GitHub shows only the first ten of a kind.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let findings = shown
        .findings()
        .into_iter()
        .map(|(_, finding)| command(finding, &shown.report.revision));
    let alone = shown.surface_alone().into_iter().map(|change| {
        let command = if change.rust == crate::model::Rust::Breaking {
            "error"
        } else {
            "notice"
        };
        let title = format!("{}: {}", change.rule().id, change.item);
        let message = format!("{}\n{}", super::declared(change), change.why);
        whole(command, &shown.report.revision, &title, &message)
    });
    let stale = shown.gate.stale.iter().map(document::report::github::command);
    let mut lines: Vec<String> = findings.chain(alone).chain(stale).collect();
    if lines.is_empty() {
        lines.push(whole("notice", &shown.report.revision, "Contract", NOTHING));
    }
    lines.join("\n")
}

fn command(finding: &Finding, revision: &Side) -> String {
    let command = match (Severity::from_finding(finding), &finding.accepted) {
        (Severity::Breaking, None) => "error",
        (Severity::Risky, None) => "warning",
        _ => "notice",
    };
    let title = format!("{}: {}", finding.rule.id, finding.subject);
    let mut message = format!("{} ({})\n{}", finding.message, finding.direction, finding.why);
    for (label, value) in [
        ("was", &finding.old),
        ("is", &finding.new),
        ("for example", &finding.counterexample),
    ] {
        if let Some(value) = value {
            message.push_str(&format!("\n{label}: {}", compact(value)));
        }
    }
    if let Some(reason) = &finding.accepted {
        message.push_str(&format!("\naccepted: {reason}"));
    }
    if let (None, Some(base)) = (&finding.revision, &finding.base) {
        message.push_str(&format!("\nwas at {}", base.location));
    }
    match finding.revision.as_ref().or(finding.nearest.as_ref()) {
        Some(place) => format!(
            "::{command} file={},line={},col={},title={}::{}",
            property(in_tree(&place.location.file)),
            place.location.line,
            place.location.column,
            property(&title),
            data(&message)
        ),
        // Lines of the base are other ones in the file that is shown.
        None => whole(command, revision, &title, &message),
    }
}

/// An annotation of the contract as a whole.
fn whole(command: &str, revision: &Side, title: &str, message: &str) -> String {
    let file = property(in_tree(&revision.name));
    format!(
        "::{command} file={file},line=1,title={}::{}",
        property(title),
        data(message)
    )
}

/// The file without the revision that it is read from, as `HEAD:openapi/bolna.yaml` has one.
fn in_tree(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::super::testing::rendered;
    use super::*;
    use crate::testing;

    #[test]
    fn a_finding_is_a_command_on_one_line() {
        insta::assert_snapshot!(rendered(&testing::report(), render).replace('\u{1b}', "ESC"), @r#"
        ::error file=b.yaml,line=8,col=3,title=property.removed%3A Gateway.port::`port` is gone: 100%25, <b>"&'`|%0AESC[31m (response)%0AIt is so.%0Awas: {"type":"integer"}%0Afor example: {"port":1}%0Awas at a b.yaml:7:3
        ::warning file=b.yaml,line=9,col=3,title=schema.pattern.changed%3A Gateway.name::the pattern is another one (both)%0AIt is so.%0Awas: "a"%0Ais: "b"
        ::notice file=b.yaml,line=12,col=3,title=property.added%3A Gateway.note::the property `note` is new (response)%0AIt is so.%0Ais: {"type":"string"}
        ::notice file=b.yaml,line=9,col=3,title=info.description.changed%3A info::the description is another one (none)%0AIt is so.
        ::error file=openapi/bolna.yaml,line=1,title=rust.item.removed%3A types%3A%3AOld::gone: pub struct Old%0AIt is so.
        "#);
    }

    #[test]
    fn nothing_is_said_outright() {
        insta::assert_snapshot!(rendered(&testing::empty(), render), @"::notice file=openapi/bolna.yaml,line=1,title=Contract::No semantic change");
    }
}
