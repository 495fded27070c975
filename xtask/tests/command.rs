//! The command of this package, run as a program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use support::Checkout;

/// What a command said and how it ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs commands in a copy of the checkout.
pub(crate) trait Run {
    fn run(&self, arguments: &[&str]) -> Ran;

    /// Runs a command on Christmas Eve 2026 with `input` on standard input.
    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran;

    /// Runs a command that must end with exit code 2, change nothing, print nothing to standard output and one clear
    /// message to standard error, which is returned.
    fn refuses(&self, arguments: &[&str]) -> String;
}

impl Run for Checkout {
    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.path())
            .env("RUST_BACKTRACE", "1")
            .env("SOURCE_DATE_EPOCH", "1798070400")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read it may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn refuses(&self, arguments: &[&str]) -> String {
        let before = self.state();
        let Ran { code, stdout, stderr } = self.run(arguments);
        assert_eq!(code, Some(2), "{stdout}{stderr}");
        assert_eq!(stdout, "");
        assert!(
            !stderr.contains("panicked") && !stderr.contains("backtrace"),
            "{stderr}"
        );
        assert!(before == self.state(), "a file was touched");
        stderr
    }
}

/// Runs the command in `folder`.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    ran(Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder))
}

fn ran(command: &mut Command) -> Ran {
    let output = command.env("RUST_BACKTRACE", "1").output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The same with a minute of processor time and 3 GiB of address space, where the system can limit them.
pub(crate) fn run_bounded(folder: &Path, arguments: &[&str]) -> Ran {
    let binary = env!("CARGO_BIN_EXE_xtask");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -t 60 && ulimit -v 3145728 && exec \"$@\"", "sh", binary]);
        shell
    } else {
        Command::new(binary)
    };
    ran(command.args(arguments).current_dir(folder))
}
