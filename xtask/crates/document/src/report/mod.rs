//! Findings as text, JSON, annotations and SARIF: one format a file, each a pure function of the findings.

pub mod github;
pub mod json;
pub mod sarif;
pub mod text;

use crate::finding::{Finding, Severity};

/// A format of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person.
    #[default]
    Text,
    /// For a program: one object, `version` 1.
    Json,
    /// For GitHub Actions: annotations in the diff of a pull request.
    Github,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// The report, without a line break at its end. Text has colours, for the terminal to show or for the stream to drop.
    #[must_use]
    pub fn render(self, findings: &[Finding]) -> String {
        match self {
            Self::Text => text::render(findings),
            Self::Json => json::render(findings),
            Self::Github => github::render(findings),
            Self::Sarif => sarif::render(findings),
        }
    }
}

/// How many findings are of `severity`.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

/// `1 error`, `2 errors`.
#[must_use]
pub fn plural(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use crate::finding::{Finding, Severity};
    use crate::rule::Rule;
    use crate::{Location, Pointer};

    static PLAIN: Rule = Rule {
        id: "T001",
        title: "a thing",
        explanation: "It is there.",
        example: "thing: 1",
    };
    static ODD: Rule = Rule {
        id: "T002",
        title: "another: thing, 100%",
        explanation: "It is odd.",
        example: "thing: 2",
    };

    /// Three findings in two files, with every character that a format has to escape.
    pub(crate) fn findings() -> Vec<Finding> {
        let finding = |rule, severity, file: &str, line, message: &str| Finding {
            rule,
            severity,
            location: Location {
                line,
                column: 7,
                ..Location::start_of(file)
            },
            pointer: Pointer::from_tokens(["paths", "/a~b"]),
            message: message.to_owned(),
            remedy: "done".to_owned(),
        };
        vec![
            finding(&PLAIN, Severity::Note, "my api.yaml", 3, "the thing is 100% \"there\""),
            finding(&ODD, Severity::Warning, "my api.yaml", 4, "two\nlines\r\u{1b}[35m"),
            finding(&PLAIN, Severity::Error, "a,b:c.yaml", 1, "a::b, c"),
        ]
    }
}
