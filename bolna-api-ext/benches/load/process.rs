//! The processes: this program, started again in other roles, and what they cost.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const ROLE: &str = "LOAD_ROLE";
const ADDRESS: &str = "LOAD_ADDRESS";
const REQUESTS: &str = "LOAD_REQUESTS";

/// What this process is to do.
pub(crate) enum Role {
    Comparison,
    Server,
    Client(Load),
}

/// The role that the environment names.
pub(crate) fn role() -> Role {
    let variable = |name| std::env::var(name).unwrap_or_default();
    match variable(ROLE).as_str() {
        "" => Role::Comparison,
        "server" => Role::Server,
        client => Role::Client(Load {
            client: client.to_owned(),
            address: variable(ADDRESS),
            requests: variable(REQUESTS).parse().unwrap_or_default(),
        }),
    }
}

/// The server as a process; dropping it ends it.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// # Errors
    ///
    /// It does not start.
    pub(crate) fn start() -> Result<Self, String> {
        let mut child = this_program(&[])?
            .env(ROLE, "server")
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the server cannot be started: {error}"))?;
        let mut address = String::new();
        if let Some(said) = child.stdout.take() {
            let read = BufReader::new(said).read_line(&mut address);
            read.map_err(|error| format!("the server says nothing: {error}"))?;
        }
        let address = address.trim().to_owned();
        Ok(Self { child, address })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that is gone already is as it should be.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A loop that is to be measured.
pub(crate) struct Load {
    pub(crate) client: String,
    pub(crate) address: String,
    pub(crate) requests: usize,
}

impl Load {
    /// # Errors
    ///
    /// A request failed.
    pub(crate) fn run(&self) -> Result<Figures, String> {
        let said = self.output(this_program(&[])?)?.0;
        Figures::read(&said).ok_or_else(|| format!("`{}` said no figures: {said}", self.client))
    }

    /// # Errors
    ///
    /// A request failed; or valgrind is not there, or says something else than it used to.
    pub(crate) fn count_instructions(&self) -> Result<u64, String> {
        let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let said = self.output(this_program(&valgrind)?)?.1;
        let number = said.split_once("Collected :").map(|(_, rest)| rest.trim_start());
        let digits = number.and_then(|number| number.split_whitespace().next());
        digits
            .and_then(|digits| digits.replace(',', "").parse().ok())
            .ok_or_else(|| format!("valgrind does not say how many instructions there were: {said}"))
    }

    fn output(&self, mut command: Command) -> Result<(String, String), String> {
        let output = command
            .env(ROLE, &self.client)
            .env(ADDRESS, &self.address)
            .env(REQUESTS, self.requests.to_string())
            .output()
            .map_err(|error| format!("`{}` cannot be started: {error}", command.get_program().display()))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said = (text(&output.stdout), text(&output.stderr));
        if output.status.success() {
            Ok(said)
        } else {
            Err(format!("`{}` failed: {}", self.client, said.1))
        }
    }
}

/// This program, as an argument of the command `under` if there is one.
fn this_program(under: &[&str]) -> Result<Command, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program is not to be found: {error}"))?;
    let Some((first, rest)) = under.split_first() else {
        return Ok(Command::new(program));
    };
    let mut command = Command::new(first);
    command.args(rest).arg(program);
    Ok(command)
}

/// What a loop cost.
pub(crate) struct Figures {
    pub(crate) cpu: Duration,
    /// Resident memory in KiB after half of the requests.
    pub(crate) early: u64,
    /// The same at the end.
    pub(crate) late: u64,
}

impl Figures {
    /// The time that this process has computed so far, all threads together.
    ///
    /// # Errors
    ///
    /// The system does not tell: this is of Linux.
    pub(crate) fn cpu_time() -> Result<Duration, String> {
        let threads = std::fs::read_dir("/proc/self/task").map_err(|error| format!("/proc/self/task: {error}"))?;
        let times = threads.flatten().filter_map(|thread| {
            let times = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
            times.split_whitespace().next()?.parse::<u64>().ok()
        });
        Ok(Duration::from_nanos(times.sum()))
    }

    /// The resident memory of this process in KiB.
    ///
    /// # Errors
    ///
    /// The system does not tell.
    pub(crate) fn memory() -> Result<u64, String> {
        let status = std::fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.ok_or_else(|| "there is no `VmRSS` in /proc/self/status".to_owned())
    }

    fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self {
            cpu: Duration::from_nanos(next()?),
            early: next()?,
            late: next()?,
        })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.cpu.as_nanos(), self.early, self.late)
    }
}
