//! `cargo xtask test`: native tests, tests of the widget inside a browser, and tests of the whole
//! product on the built package. Every part is run even if one before it fails, and a part in
//! which nothing ran counts as failed.

mod tally;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use tally::Tally;

use super::build::Tools;
use super::{counted, demo, guide, step};
use crate::process::{self, Watched};
use crate::setup::browser::{self, Browser};
use crate::setup::cache::Cache;
use crate::setup::{firefox, fonts, npm, webkit};
use crate::workspace::Workspace;

/// Which parts to run.
#[derive(clap::Args)]
pub struct Arguments {
    /// All but `frameworks`, if none is named
    parts: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// cargo test on everything, examples of the docs included
    Native,
    /// The widget's own tests, inside Chromium
    Wasm,
    /// The whole product on the built package, in Chromium
    Browser,
    /// What differs from browser to browser, in Chromium, Firefox and WebKit
    Browsers,
    /// The examples with the frameworks that they are for, which npm fetches anew (500 MB; Node 22)
    Frameworks,
}

/// Runs the parts one after another.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let wanted = |part: &Part| match arguments.parts[..] {
        [] => *part != Part::Frameworks,
        _ => arguments.parts.contains(part),
    };
    let mut summary = Vec::new();
    let mut failed = false;
    for &part in Part::value_variants().iter().filter(|part| wanted(part)) {
        let outcome = match part {
            Part::Native => native(workspace),
            Part::Wasm => wasm(workspace),
            Part::Browser => whole_product(workspace),
            Part::Browsers => other_browsers(workspace),
            Part::Frameworks => frameworks(workspace),
        };
        let name = format!("{:<10}", part.name());
        match outcome.and_then(Tally::judge) {
            Ok(tally) => summary.push(format!("{name} ok: {tally}")),
            Err(error) => {
                eprintln!("error: {error:#}");
                failed = true;
                summary.push(format!("{name} FAILED: {error:#}"));
            }
        }
    }
    println!("\ncargo xtask test");
    for line in &summary {
        println!("  {line}");
    }
    ensure!(!failed, "not every test passed");
    Ok(())
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
            Self::Browsers => "browsers",
            Self::Frameworks => "frameworks",
        }
    }
}

fn native(workspace: &Workspace) -> Result<Tally> {
    step("native tests");
    let watched = process::watch(workspace.cargo().args([
        "test",
        "--workspace",
        "--locked",
        "--no-fail-fast",
    ]))?;
    Ok(Tally::of_cargo(&watched))
}

/// How often the browser is started until a test begins. The runner's small server now and then
/// leaves connections unread where several come at once on a busy machine, and the page waits for
/// its modules for ever: that says nothing about the widget.
const STARTS: usize = 4;

fn wasm(workspace: &Workspace) -> Result<Tally> {
    let browser = browser::ensure()?;
    let tools = Tools::ensure(workspace)?;
    step("tests of the widget in Chromium");
    let run = || process::watch(&mut wasm_pack(workspace, &browser, &tools)?);
    let mut watched = run()?;
    let begun = |watched: &Watched| watched.lines.iter().any(|line| line.starts_with("test "));
    for _ in 1..STARTS {
        if watched.success || begun(&watched) {
            break;
        }
        step("not one test began; starting the browser once more");
        watched = run()?;
    }
    Ok(Tally::of_cargo(&watched))
}

fn wasm_pack(workspace: &Workspace, browser: &Browser, tools: &Tools) -> Result<Command> {
    let mut command = workspace.command(&tools.wasm_pack);
    command
        .args(["--log-level", "error", "test", "--mode", "no-install"])
        .args(["--headless", "--chrome", "--chromedriver"])
        .arg(&browser.driver)
        .args([".", "--locked", "--all-features"])
        .env("PATH", &tools.path)
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            capabilities(workspace, browser)?,
        )
        // The defaults are too short for a busy machine.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    Ok(command)
}

/// Tells the driver which browser to start; it would look in its own places only.
fn capabilities(workspace: &Workspace, browser: &Browser) -> Result<PathBuf> {
    let folder = workspace.target.join("xtask");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("webdriver.json");
    let options = serde_json::json!({
        "goog:chromeOptions": { "binary": browser.chrome },
        // Milliseconds; five minutes, if nothing is said.
        "timeouts": { "pageLoad": 60_000 },
    });
    std::fs::write(&file, options.to_string())
        .with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

fn whole_product(workspace: &Workspace) -> Result<Tally> {
    let browser = browser::ensure()?;
    fonts::ensure();
    guide::run(workspace)?;
    let mut node = on_the_demo(workspace, "tests/browser", "Chromium")?;
    node.env("CHROME", &browser.chrome)
        .env("DANGOL_GUIDE", workspace.guide());
    Ok(Tally::of_node(&process::watch(&mut node)?))
}

fn other_browsers(workspace: &Workspace) -> Result<Tally> {
    let chromium = browser::ensure()?;
    let firefox = firefox::ensure(workspace, &Cache::open()?)?;
    let webkit = webkit::ensure()?;
    let mut node = on_the_demo(workspace, "tests/webdriver", "Chromium, Firefox and WebKit")?;
    node.env("CHROME", &chromium.chrome)
        .env("CHROMEDRIVER", &chromium.driver)
        .env("FIREFOX", &firefox.program)
        .env("GECKODRIVER", &firefox.driver)
        .env("WEBKITDRIVER", &webkit.driver)
        .env("XVFB", &webkit.display);
    Ok(Tally::of_node(&process::watch(&mut node)?))
}

fn frameworks(workspace: &Workspace) -> Result<Tally> {
    let browser = browser::ensure()?;
    let mut node = on_the_demo(workspace, "tests/frameworks", "Chromium")?;
    node.env("CHROME", &browser.chrome);
    Ok(Tally::of_node(&process::watch(&mut node)?))
}

/// Node with the test files of a folder, on the demo that it builds first.
fn on_the_demo(workspace: &Workspace, folder: &str, browsers: &str) -> Result<Command> {
    npm::ensure(workspace)?;
    demo::make(workspace)?;
    let files = test_files(&workspace.at(folder))?;
    step(&format!(
        "tests of the whole product in {browsers}, {}",
        counted(files.len(), "file")
    ));
    let mut node = workspace.command("node");
    node.args(["--test", "--test-reporter=spec"])
        .args(files)
        .env("DANGOL_BIN", workspace.dangol())
        .env("DANGOL_SITE", workspace.site())
        .env("DANGOL_DIST", workspace.dist());
    Ok(node)
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("{} has no file *.test.mjs", folder.display());
    }
    Ok(files)
}
