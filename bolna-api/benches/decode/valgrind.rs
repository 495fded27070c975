//! Counting what a process does, by running this one again under valgrind.

use std::process::Command;

/// The environment variable that tells a measured process what to read.
pub(crate) const READING: &str = "DECODE_READING";

/// What a process cost.
pub(crate) struct Cost {
    pub(crate) instructions: u64,
    pub(crate) allocations: u64,
}

impl Cost {
    /// Without what a process costs that reads nothing.
    pub(crate) fn since(&self, nothing: &Self) -> Self {
        Self {
            instructions: self.instructions.saturating_sub(nothing.instructions),
            allocations: self.allocations.saturating_sub(nothing.allocations),
        }
    }
}

/// Counts instructions and allocations of a process that does `reading`.
///
/// # Errors
///
/// valgrind is not there, or says something else than it used to.
pub(crate) fn measure(reading: &str) -> Result<Cost, String> {
    let instructions = run(reading, &["--tool=callgrind", "--callgrind-out-file=/dev/null"])?;
    let allocations = run(reading, &["--tool=memcheck", "--undef-value-errors=no"])?;
    let number = |text: &str, before: &str, what: &str| {
        let rest = text.split_once(before).map(|(_, rest)| rest.trim_start());
        let digits: String = (rest.unwrap_or_default().chars())
            .take_while(|c| c.is_ascii_digit() || *c == ',')
            .filter(|c| *c != ',')
            .collect();
        digits
            .parse()
            .map_err(|_| format!("valgrind does not say how many {what} there were"))
    };
    Ok(Cost {
        instructions: number(&instructions, "Collected :", "instructions")?,
        allocations: number(&allocations, "total heap usage:", "allocations")?,
    })
}

fn run(reading: &str, tool: &[&str]) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program is not to be found: {error}"))?;
    let output = Command::new("valgrind")
        .args(tool)
        .arg(program)
        .env(READING, reading)
        .output()
        .map_err(|error| format!("valgrind cannot be started: {error}; install it"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        Ok(said)
    } else {
        Err(format!("`{reading}` failed under valgrind:\n{said}"))
    }
}
