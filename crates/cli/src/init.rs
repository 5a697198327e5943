//! `dangol init`: from a folder with exports to a configured, built and checked site.

use crate::bar::Bar;
use crate::check;
use crate::feed::Feed;
use dangol_builder::build::{self, Input};
use dangol_builder::read::amount::is_code;
use dangol_builder::read::catalogue_form::CatalogueForm;
use dangol_builder::read::orders::currency_of;
use dangol_builder::read::orders_form::OrdersForm;
use dangol_builder::read::source::Source;
use dangol_builder::read::table::header_of;
use dangol_builder::{Options, Report};
use std::error::Error;
use std::fs;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// So much of a file is looked at.
const HEAD: u64 = 1 << 16;

/// Set Dangol up for a shop: asks five questions, builds the model, checks it, prints the tag
///
/// Looks into a folder for exports and guesses which of them is the catalogue and which are
/// orders. Each answer can be given as an option; --yes takes the guesses for the others.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dangol init
  dangol init --from exports --name 'Plum & Linnet' --currency GBP --site site --yes")]
pub struct Args {
    /// The folder with the exports
    #[arg(long, value_name = "DIR", default_value = ".")]
    from: PathBuf,
    /// The catalogue
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// Order files, GA4's events among them
    #[arg(long, value_name = "FILE", num_args = 1..)]
    orders: Vec<PathBuf>,
    /// The shop's name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The ISO 4217 code of the shop's currency
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The folder that the site is served from
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Ask nothing
    #[arg(long, short)]
    yes: bool,
    /// Write over a config.json that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    feed: Feed,
}

/// What a folder seems to hold.
#[derive(Debug, Default)]
struct Found {
    catalogues: Vec<PathBuf>,
    orders: Vec<PathBuf>,
    events: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let found = look_into(&args.from)?;
    let ask = Ask { quiet: args.yes };
    let catalogue = match args.catalog {
        Some(path) => Some(path),
        None => {
            let guess = found
                .catalogues
                .first()
                .map(|path| path.display().to_string());
            let said = ask.question(
                "1/5 Which file is the catalogue? (- for none)",
                guess.as_deref().unwrap_or("-"),
            )?;
            (said != "-").then(|| PathBuf::from(said))
        }
    };
    let guess: Vec<String> = (found.orders.iter().chain(&found.events))
        .map(|path| path.display().to_string())
        .collect();
    let orders: Vec<PathBuf> = match args.orders.is_empty() {
        false => args.orders,
        true => {
            let guess = if guess.is_empty() {
                "-".to_owned()
            } else {
                guess.join(", ")
            };
            let said = ask.question(
                "2/5 Which files are orders? (parted by commas, - for none)",
                &guess,
            )?;
            let files = said
                .split(',')
                .map(str::trim)
                .filter(|file| !matches!(*file, "" | "-"));
            files.map(PathBuf::from).collect()
        }
    };
    if catalogue.is_none() && orders.is_empty() {
        return Err(format!(
            "{} holds neither a catalogue nor orders that are known as such; expected --catalog or --orders",
            args.from.display()
        )
        .into());
    }
    let name = match args.name {
        Some(name) => name,
        None => ask.question("3/5 What is the shop called?", "My shop")?,
    };
    let mut options = Options {
        read: args.feed.wanted(),
        made: crate::build::made()?,
        ..Options::default()
    };
    let currency = match args.currency {
        Some(code) => code,
        None => {
            let named = orders
                .iter()
                .find_map(|path| currency_of(path, &options.read).ok()?);
            let guess = named.unwrap_or_else(|| options.currency.clone());
            ask.question(
                "4/5 Which currency are prices in that name none? (ISO 4217)",
                &guess,
            )?
        }
    };
    let currency = currency.trim().to_ascii_uppercase();
    if !is_code(&currency) {
        return Err(format!(
            "\"{currency}\" is no currency; expected a code of ISO 4217 such as EUR"
        )
        .into());
    }
    options.currency = currency;
    let site = match args.site {
        Some(site) => site,
        None => PathBuf::from(ask.question("5/5 Which folder is the site served from?", "site")?),
    };
    let folder = site.join("dangol");
    let config = folder.join("config.json");
    if config.exists() && !args.force {
        return Err(format!(
            "{} is there already; --force writes over it",
            config.display()
        )
        .into());
    }
    // Events hold visits beside purchases.
    let is_events = |path: &&PathBuf| form_of_orders(path) == Some(OrdersForm::Ga4);
    let input = Input {
        sessions: orders.iter().filter(is_events).cloned().collect(),
        catalogue,
        orders,
        aggregates: None,
    };
    let bar = Bar::new();
    let model = folder.join("model");
    let report = build::build(&input, &model, &options, &bar);
    bar.clear();
    print!("{}", report.as_ref().map(Report::text).unwrap_or_default());
    report?;
    let text = serde_json::json!({
        "version": 1,
        "shopName": { "en": name, "ko": name },
    });
    fs::write(
        &config,
        format!("{}\n", serde_json::to_string_pretty(&text)?),
    )
    .map_err(|error| format!("{}: {error}", config.display()))?;
    println!();
    check::file(&config)?;
    print!("{}", next_steps(&folder));
    Ok(())
}

fn next_steps(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "
Paste this into every page:

  <script async src=\"/dangol/dangol.js\" data-config=\"/dangol/config.json\"></script>

and these where they belong, with what is to be seen until then inside:

  <dangol-greeting></dangol-greeting>
  <dangol-recs kind=\"for-you\" limit=\"6\"></dangol-recs>
  <dangol-privacy></dangol-privacy>

What is left to do:

  1. Copy the widget's files (target/dist of `cargo xtask build`) to {folder}.
  2. Pass on the shopper's consent: docs/consent.md.
  3. After new orders: dangol build … --out {folder}/model. For stock and prices, as often
     as you like: dangol hot --catalog … --out {folder}/model.
"
    )
}

/// Asks on the terminal.
struct Ask {
    quiet: bool,
}

impl Ask {
    /// The answer, or the guess where nothing is answered.
    fn question(&self, question: &str, guess: &str) -> Result<String, Box<dyn Error>> {
        if self.quiet {
            println!("{question} {guess}");
            return Ok(guess.to_owned());
        }
        print!("{question} [{guess}] ");
        std::io::stdout().flush()?;
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line)?;
        if read == 0 {
            return Err("no answer; expected one, or --yes to take what is guessed".into());
        }
        if !std::io::stdin().is_terminal() {
            println!();
        }
        Ok(match line.trim() {
            "" => guess.to_owned(),
            answer => answer.to_owned(),
        })
    }
}

/// Guesses what the files of a folder are.
fn look_into(folder: &Path) -> Result<Found, Box<dyn Error>> {
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let known = ["csv", "tsv", "txt", "xml", "json", "jsonl", "ndjson", "tar"];
        let plain = name.trim_end_matches(".gz").trim_end_matches(".zst");
        let is_known = known.iter().any(|end| plain.ends_with(&format!(".{end}")));
        if path.is_file()
            && is_known
            && !matches!(plain, "config.json" | "package.json" | "entry.json")
        {
            paths.push(path);
        }
    }
    paths.sort();
    let mut found = Found::default();
    for path in paths {
        match form_of_orders(&path) {
            Some(OrdersForm::Ga4) => found.events.push(path),
            Some(OrdersForm::Shopify | OrdersForm::Woocommerce) => found.orders.push(path),
            Some(OrdersForm::Table) if is_orders(&path) => found.orders.push(path),
            _ if is_catalogue(&path) => found.catalogues.push(path),
            _ => {}
        }
    }
    Ok(found)
}

fn head_of(path: &Path) -> Vec<u8> {
    let name = path.display().to_string();
    let head = Source::open(path, &name).and_then(|mut source| source.peek(HEAD, &name));
    head.unwrap_or_default()
}

fn form_of_orders(path: &Path) -> Option<OrdersForm> {
    OrdersForm::of(&head_of(path))
}

/// Whether a table has the columns that a file of orders must have.
fn is_orders(path: &Path) -> bool {
    use dangol_builder::read::columns::find_first;
    use dangol_builder::read::order_table::COLUMNS;
    find_first("", &header_of(&head_of(path)), &COLUMNS, &[]).is_ok()
}

/// Whether a file is a catalogue, as far as its beginning tells.
fn is_catalogue(path: &Path) -> bool {
    use dangol_builder::read::catalogue_columns::COLUMNS;
    use dangol_builder::read::columns::find_first;
    let head = head_of(path);
    match CatalogueForm::of(&head) {
        CatalogueForm::Table => find_first("", &header_of(&head), &COLUMNS, &[]).is_ok(),
        _ => true,
    }
}
