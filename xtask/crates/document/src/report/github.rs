//! Findings as workflow commands, which GitHub Actions shows as annotations in the diff of a pull request.

use crate::finding::{Finding, Severity};

/// A command a line.
#[must_use]
pub fn render(findings: &[Finding]) -> String {
    let lines: Vec<_> = findings.iter().map(command).collect();
    lines.join("\n")
}

pub fn command(finding: &Finding) -> String {
    let Finding {
        rule,
        severity,
        location,
        pointer,
        message,
        remedy,
    } = finding;
    let (command, label) = match severity {
        Severity::Note => ("notice", "done"),
        Severity::Warning => ("warning", "done"),
        Severity::Error => ("error", "help"),
    };
    let at = match pointer.tokens() {
        [] => String::new(),
        _ => format!("\nat {pointer}"),
    };
    format!(
        "::{command} file={},line={},col={},title={}::{}",
        property(&location.file),
        location.line,
        location.column,
        property(&format!("{}: {}", rule.id, rule.title)),
        data(&format!("{message}{at}\n{label}: {remedy}"))
    )
}

/// What stands behind the second `::`, as `escapeData` of `@actions/core` writes it.
pub fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, as `escapeProperty` of `@actions/core` writes it.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn a_command_stays_on_its_line_and_a_property_in_its_place() {
        let commands = super::render(&findings()).replace('\u{1b}', "ESC");
        insta::assert_snapshot!(commands, @r#"
        ::notice file=my api.yaml,line=3,col=7,title=T001%3A a thing::the thing is 100%25 "there"%0Aat /paths/~1a~0b%0Adone: done
        ::warning file=my api.yaml,line=4,col=7,title=T002%3A another%3A thing%2C 100%25::two%0Alines%0DESC[35m%0Aat /paths/~1a~0b%0Adone: done
        ::error file=a%2Cb%3Ac.yaml,line=1,col=7,title=T001%3A a thing::a::b, c%0Aat /paths/~1a~0b%0Ahelp: done
        "#);
    }
}
