//! `cargo xtask demo`: the demo shop from the shop's real orders, served on this machine.

mod server;
mod stamp;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
pub use server::Server;
use stamp::Stamps;

use super::{build, step};
use crate::process;
use crate::workspace::Workspace;

/// The orders of the shop, as its own system exported them.
pub const ORDERS: &str = "www/shop/data/transactions.csv.zst";

/// Real customers of the data in whose place a visitor of the demo can step, each of another kind.
const PERSONAS: [&str; 6] = [
    "16569", // one order, gift wrap, this week
    "15852", // two orders, all for baking, away for half a year
    "12593", // three orders, lunch boxes and bags of children
    "15380", // five orders through the year, wall clocks above all
    "16458", // eighteen orders, large shopping bags, every few weeks
    "15456", // metal signs with jokes, not seen since March
];

/// A product that is sold out, and was not when the model was built.
const SOLD_OUT: &str = "22926";
/// A product that was reduced since the model was built, and what it cost then.
const REDUCED: (&str, &str) = ("22423", "14.95 GBP");

/// How to serve.
#[derive(clap::Args)]
pub struct Arguments {
    /// Port on this machine
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Build everything, but do not serve it
    #[arg(long)]
    no_serve: bool,
}

/// Builds the demo and serves it until it is interrupted.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    make(workspace)?;
    if arguments.no_serve {
        step(&format!("demo: ready in {}", workspace.site().display()));
        return Ok(());
    }
    let address = format!("127.0.0.1:{}", arguments.port);
    let data = workspace.demo().join("data");
    std::fs::create_dir_all(&data).with_context(|| format!("cannot make {}", data.display()))?;
    let mut dangol = workspace.command(workspace.dangol());
    let token = process::read(dangol.arg("token").arg("--data").arg(&data))?;
    take_reports(workspace)?;
    step(&format!("demo: http://{address} (Ctrl-C ends it)"));
    eprintln!(
        "  its dashboard: http://{address}/dashboard, opened by {}",
        token.trim()
    );
    process::run_instead(
        workspace
            .command(workspace.dangol())
            .arg("serve")
            .arg("--site")
            .arg(workspace.site())
            .arg("--data")
            .arg(&data)
            .args(["--listen", &address]),
    )
}

/// The demo that is served takes reports itself. Tests bring a collector of their own.
fn take_reports(workspace: &Workspace) -> Result<()> {
    let config = workspace.site().join("dangol/config.json");
    change(&config, &config, &[("report", reports())])
}

/// What the configuration says of reports.
fn reports() -> serde_json::Value {
    serde_json::json!({ "url": "/v1/report", "site": "plum-and-linnet" })
}

/// Writes a JSON object with other values for some of its keys.
fn change(from: &Path, to: &Path, values: &[(&str, serde_json::Value)]) -> Result<()> {
    let text =
        std::fs::read_to_string(from).with_context(|| format!("cannot read {}", from.display()))?;
    let mut object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).with_context(|| from.display().to_string())?;
    for (key, value) in values {
        object.insert((*key).to_owned(), value.clone());
    }
    std::fs::write(to, serde_json::to_string_pretty(&object)?)
        .with_context(|| format!("cannot write {}", to.display()))
}

/// Builds whatever of the demo is not there yet or is older than what it is made of.
pub fn make(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    step("demo: compiling the command dangol");
    process::run(workspace.cargo().args([
        "build",
        "--quiet",
        "--profile",
        "fast",
        "--package",
        "dangol-cli",
        "--locked",
    ]))?;

    let demo = Demo {
        workspace,
        orders: workspace.at(ORDERS),
        products: workspace.demo().join("products.csv"),
        feed: workspace.demo().join("feed.csv"),
        widget: workspace.site().join("dangol"),
        stamps: Stamps::open(workspace.demo().join("stamps"))?,
    };
    demo.products()?;
    demo.shop()?;
    demo.model()?;
    demo.personas()?;
    demo.widget()
}

/// The steps from orders to site, each skipped when what it reads is what it read the last time.
struct Demo<'a> {
    workspace: &'a Workspace,
    orders: PathBuf,
    products: PathBuf,
    feed: PathBuf,
    widget: PathBuf,
    stamps: Stamps,
}

impl Demo<'_> {
    fn dangol(&self, command: &str) -> std::process::Command {
        let mut dangol = self.workspace.command(self.workspace.dangol());
        dangol.arg(command);
        dangol
    }

    fn products(&self) -> Result<()> {
        let inputs = [self.workspace.dangol(), self.orders.clone()];
        self.stamps
            .renew("products", &inputs, &[&self.products], || {
                step("demo: finding the products in the orders");
                // Its report of the cleaning is the one that the model's build prints, too.
                process::read(
                    self.dangol("catalog")
                        .arg("--orders")
                        .arg(&self.orders)
                        .arg("--out")
                        .arg(&self.products),
                )
                .map(drop)
            })
    }

    fn shop(&self) -> Result<()> {
        let site = self.workspace.site();
        let home = site.join("index.html");
        let mut inputs = vec![self.products.clone()];
        // What draws the shop is compiled into this program, but another build of this program
        // is not yet another shop.
        inputs.extend(
            ["assets", "src", "templates"].map(|part| self.workspace.at("www/shop").join(part)),
        );
        self.stamps
            .renew("shop", &inputs, &[&home, &self.feed], || {
                step("demo: drawing the shop");
                clear_but(&site, &["dangol", "demo"])?;
                let summary = demo_shop::generate(&self.products, &site)
                    .context("cannot draw the demo shop")?;
                eprintln!("  {summary}");
                Ok(())
            })
    }

    fn model(&self) -> Result<()> {
        let model = self.model_folder();
        let entry = model.join("entry.json");
        let hot = model.join("hot.dgm");
        let inputs = [
            self.workspace.dangol(),
            self.orders.clone(),
            self.feed.clone(),
            // For what has changed since.
            self.workspace.at(file!()),
        ];
        self.stamps.renew("model", &inputs, &[&entry, &hot], || {
            step("demo: building the model");
            clear_but(&model, &[])?;
            process::run(
                self.dangol("build")
                    .arg("--catalog")
                    .arg(self.feed_before()?)
                    .arg("--orders")
                    .arg(&self.orders)
                    .arg("--out")
                    .arg(&model),
            )?;
            // The pages are of now, and so is the hot file; it holds as long as the demo is kept.
            let mut dangol = self.dangol("hot");
            dangol.arg("--catalog").arg(&self.feed);
            dangol.arg("--out").arg(&model);
            process::read(dangol.args(["--max-age", "0"])).map(drop)
        })
    }

    /// The feed as it was when the model was built, before stock and prices changed.
    fn feed_before(&self) -> Result<PathBuf> {
        let path = self.workspace.demo().join("feed-before.csv");
        let feed = std::fs::read_to_string(&self.feed)
            .with_context(|| format!("cannot read {}", self.feed.display()))?;
        let (mut changed, mut lines) = (0, Vec::new());
        for line in feed.lines() {
            let before = match line.split(',').next() {
                Some(SOLD_OUT) => line.replace(",out_of_stock,", ",in_stock,"),
                Some(id) if id == REDUCED.0 => {
                    let mut fields = line.split(',');
                    let price = fields.find(|field| field.ends_with(" GBP"));
                    line.replace(price.unwrap_or(REDUCED.1), REDUCED.1)
                }
                _ => line.to_owned(),
            };
            changed += usize::from(before != line);
            lines.push(before);
        }
        anyhow::ensure!(
            changed == 2,
            "the feed lacks what the demo's hot file tells of"
        );
        std::fs::write(&path, lines.join("\n") + "\n")
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    fn personas(&self) -> Result<()> {
        let personas = self.workspace.site().join("demo/personas");
        let entry = self.model_folder().join("entry.json");
        let inputs = [
            self.workspace.dangol(),
            self.orders.clone(),
            entry,
            // For the list of customers.
            self.workspace.at(file!()),
        ];
        self.stamps.renew("personas", &inputs, &[&personas], || {
            step("demo: replaying the histories of a few real customers");
            clear_but(&personas, &[])?;
            process::run(
                self.dangol("replay")
                    .arg("--model")
                    .arg(self.model_folder())
                    .arg("--orders")
                    .arg(&self.orders)
                    .args(["--customers", &PERSONAS.join(",")])
                    .arg("--out")
                    .arg(&personas),
            )
        })
    }

    /// The widget's own files, beside the model.
    fn widget(&self) -> Result<()> {
        clear_but(&self.widget, &["model"])?;
        for file in std::fs::read_dir(self.workspace.dist())? {
            let file = file?;
            copy(&file.path(), &self.widget.join(file.file_name()))?;
        }
        let config = self.workspace.at("www/shop/config.json");
        copy(&config, &self.widget.join("config.json"))?;
        // For the page that shows what the holdout sees: there everybody is in it.
        let holdout = self.widget.join("holdout.json");
        let everybody = [("holdout", 1000.into()), ("report", reports())];
        change(&config, &holdout, &everybody)
    }

    fn model_folder(&self) -> PathBuf {
        self.widget.join("model")
    }
}

/// Empties a folder of all but some names, and makes it if it is not there.
fn clear_but(folder: &Path, kept: &[&str]) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if kept.iter().any(|&name| entry.file_name() == name) {
            continue;
        }
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(&path)
        } else {
            std::fs::remove_file(&path)
        }
        .with_context(|| format!("cannot delete {}", path.display()))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
