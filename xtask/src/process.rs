//! Running other programs, so that each failure says which program it was and what it was for.

use std::io::{BufRead, BufReader, Read, Write};
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
    /// Its stderr, likewise.
    pub errors: Vec<String>,
}

/// Runs a command, shows its output as it comes, and keeps the lines for a summary.
pub fn watch(command: &mut Command) -> Result<Watched> {
    let mut child = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let missing = "the child's output was asked for as pipes and is not there";
    let stdout = child.stdout.take().context(missing)?;
    let stderr = child.stderr.take().context(missing)?;
    let (lines, errors) = std::thread::scope(|scope| {
        let errors = scope.spawn(|| pass_on(stderr, std::io::stderr()));
        (pass_on(stdout, std::io::stdout()), errors.join())
    });
    let success = child.wait()?.success();
    let Ok(errors) = errors else {
        bail!("reading the errors of `{}` panicked", spelled(command));
    };
    Ok(Watched {
        success,
        lines: lines?,
        errors: errors?,
    })
}

/// Shows lines as they come, and keeps them.
fn pass_on(from: impl Read, mut to: impl Write) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for line in BufReader::new(from).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        writeln!(to, "{line}")?;
        lines.push(line);
    }
    Ok(lines)
}

/// What a command took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    /// From its start to its end.
    pub seconds: f64,
    /// On all processors together, where the system tells.
    pub processor_seconds: Option<f64>,
    /// The most memory that was its own at one moment, where the system tells.
    pub peak_kib: Option<u64>,
}

/// Runs a command without its output and says what it took.
///
/// Linux tells of a running process what it has used so far (proc(5): `VmHWM` only grows), so it
/// is asked until the end.
pub fn spend(command: &mut Command) -> Result<Spent> {
    let start = Instant::now();
    let mut child = spawn(command.stdout(Stdio::null()))?;
    let folder = std::path::PathBuf::from(format!("/proc/{}", child.id()));
    let mut spent = Spent::default();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        let told = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_default();
        spent.peak_kib = peak_of(&told("status")).or(spent.peak_kib);
        spent.processor_seconds = ticks_of(&told("stat")).or(spent.processor_seconds);
        std::thread::sleep(Duration::from_millis(10));
    };
    spent.seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!("`{}` failed ({status})", spelled(command));
    }
    Ok(spent)
}

/// `VmHWM` of /proc/PID/status, in KiB.
fn peak_of(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// `utime` and `stime` of /proc/PID/stat, in seconds: fields 14 and 15, in hundredths on every
/// Linux (`sysconf(_SC_CLK_TCK)`). The name before them may hold blanks and brackets.
fn ticks_of(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / 100.0)
}

/// Where a program is found on PATH.
pub fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_tells_of_a_process_is_read() {
        let status = "Name:\tdangol\nVmPeak:\t  900 kB\nVmHWM:\t  715160 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(peak_of(status), Some(715_160));
        assert_eq!(peak_of("Name:\tdangol\n"), None);
        let stat = "12 (a b) c) S 1 12 12 0 -1 4194560 81 0 0 0 6586 225 0 0 20 0 3 0";
        assert_eq!(ticks_of(stat), Some(68.11));
        assert_eq!(ticks_of(""), None);
    }
}
