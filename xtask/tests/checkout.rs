//! A copy of the checkout in which a command can run, and which a test may spoil.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use xtask::workspace;

pub(crate) struct Checkout(TempDir);

/// What a command said and how it ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Checkout {
    pub(crate) fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let copy = Self(TempDir::new().unwrap());
        fs::copy(root.join("Cargo.toml"), copy.path().join("Cargo.toml")).unwrap();
        for folder in ["openapi", workspace::GENERATED] {
            for (path, bytes) in workspace::read_folder(root, folder).unwrap() {
                copy.write(&format!("{folder}/{path}"), &bytes);
            }
        }
        copy
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces `from`, which must be there, by `to`.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(name)).unwrap();
        assert!(text.contains(from), "{name} has no `{from}`");
        self.write(name, text.replace(from, to).as_bytes());
    }

    /// Every file and what is in it.
    pub(crate) fn state(&self) -> BTreeMap<String, Vec<u8>> {
        workspace::read_folder(self.path(), "").unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs a command on Christmas Eve 2026 with `input` on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
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

    /// Runs a command that must end with exit code 2, change nothing, print nothing to standard output and one clear
    /// message to standard error, which is returned.
    pub(crate) fn refuses(&self, arguments: &[&str]) -> String {
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
