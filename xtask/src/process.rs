//! Running other programs, so that each failure says which program it was and what it was for.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The command as a person would type it, without the environment.
fn spelled(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn spawn(command: &mut Command) -> Result<Child> {
    // Nothing here asks questions: with a closed stdin a program that wants to fails at once.
    command.stdin(Stdio::null());
    command
        .spawn()
        .with_context(|| format!("cannot start `{}`", spelled(command)))
}

/// Runs a command whose output goes straight to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let status = spawn(command)?.wait()?;
    if !status.success() {
        bail!("`{}` failed ({status})", spelled(command));
    }
    Ok(())
}

/// Runs a command in the place of this program, so that whoever ends this program ends it.
pub fn run_instead(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        let error = std::os::unix::process::CommandExt::exec(command);
        Err(error).with_context(|| format!("cannot start `{}`", spelled(command)))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Runs a command and gives back what it printed on stdout.
pub fn read(command: &mut Command) -> Result<String> {
    command.stdin(Stdio::null());
    let output = command
        .output()
        .with_context(|| format!("cannot start `{}`", spelled(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({}): {}",
            spelled(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not UTF-8", spelled(command)))
}

/// Runs a command, but stops it after `limit`.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = spawn(command)?;
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("`{}` failed ({status})", spelled(command));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            bail!(
                "`{}` did not finish within {} seconds",
                spelled(command),
                limit.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What a watched command left behind.
pub struct Watched {
    /// Whether it ended well.
    pub success: bool,
    /// Its stdout, line by line.
    pub lines: Vec<String>,
}

/// Runs a command, shows its stdout as it comes, and keeps the lines for a summary.
pub fn watch(command: &mut Command) -> Result<Watched> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let stdout = child
        .stdout
        .take()
        .context("the child's stdout was asked for as a pipe and is not there")?;
    let mut lines = Vec::new();
    let mut own = std::io::stdout();
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        writeln!(own, "{line}")?;
        lines.push(line);
    }
    Ok(Watched {
        success: child.wait()?.success(),
        lines,
    })
}

/// Where a program is found on PATH.
pub fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}
