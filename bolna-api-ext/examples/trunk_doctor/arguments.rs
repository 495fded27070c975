//! The command line.

use bolna_api_ext::sip_trunks::doctor::Severity;

pub(crate) const HELP: &str = "\
Says what is wrong with the SIP trunks of an account, and shows them. It only reads.

Usage: trunk_doctor [OPTIONS]

  --file FILE       reads a saved list of trunks, or one trunk, instead of asking; `-` is standard input
  --since FILE      says, too, what changed since this list was saved
  --format FORMAT   text (the default), json, mermaid, dot
  --fail-on LEVEL   the findings for which the exit code is 1: error (the default), warning, note, never
  --explain CODE    explains a finding
  --help            shows this

It asks the API if BOLNA_API_KEY is set, and else a small server inside the program, with made-up trunks.
`curl -H \"Authorization: Bearer $BOLNA_API_KEY\" https://api.bolna.ai/sip-trunks/trunks` saves a list.

Exit codes: 0 nothing to do, 1 there are findings of the level or above it, 2 it could not look.
Colours are for terminals, and NO_COLOR turns them off.
";

/// What is asked of the program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Look(Arguments),
    Explain(String),
    Help,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) file: Option<String>,
    pub(crate) since: Option<String>,
    pub(crate) format: Format,
    pub(crate) fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    Mermaid,
    Dot,
}

/// The least severity at which something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FailOn(pub(crate) Option<Severity>);

impl Default for FailOn {
    fn default() -> Self {
        Self(Some(Severity::Error))
    }
}

impl Command {
    /// Reads `--name value` and `--name=value`.
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut look = Arguments::default();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let (name, given) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            if matches!(name, "--help" | "-h") {
                return Ok(Self::Help);
            }
            if !["--file", "--since", "--format", "--fail-on", "--explain"].contains(&name) {
                return Err(format!(
                    "unknown argument `{argument}`; --help shows those that there are"
                ));
            }
            let value = given.or_else(|| arguments.next());
            let value = value.ok_or_else(|| format!("`{name}` needs a value; --help shows which"))?;
            match name {
                "--file" => look.file = Some(value),
                "--since" => look.since = Some(value),
                "--format" => look.format = one_of(name, &value, FORMATS)?,
                "--fail-on" => look.fail_on = FailOn(one_of(name, &value, LEVELS)?),
                _ => return Ok(Self::Explain(value)),
            }
        }
        if look.file.as_deref() == Some("-") && look.since.as_deref() == Some("-") {
            return Err("standard input can be one of `--file` and `--since` alone".to_owned());
        }
        Ok(Self::Look(look))
    }
}

const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("json", Format::Json),
    ("mermaid", Format::Mermaid),
    ("dot", Format::Dot),
];

const LEVELS: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("never", None),
];

fn one_of<T: Copy>(name: &str, value: &str, known: &[(&str, T)]) -> Result<T, String> {
    let found = known.iter().find(|(known, _)| *known == value);
    found.map(|(_, meant)| *meant).ok_or_else(|| {
        let known: Vec<_> = known.iter().map(|(known, _)| *known).collect();
        format!("`{value}` is none of what `{name}` takes: {}", known.join(", "))
    })
}
