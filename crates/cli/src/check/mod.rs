//! `dangol check`: what is wrong with a `config.json`, with line, field and suggestion.

mod bounds;
mod document;
mod range;
mod rule;
mod shape;

use dangol_core::config::{self, Trouble};
use dangol_core::rules::{Operator, Problem, RuleError};
use dangol_core::{Engine, Language, Node, Setup};
use document::{Document, Place};
use rule::Finding;
use std::error::Error;
use std::path::PathBuf;

/// Check a config.json
///
/// Says each mistake with its line, its column and what was probably meant, and warns of rules
/// that can never hold or always do. Ends with code 1 if there is a mistake.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dangol check site/dangol/config.json")]
pub struct Args {
    /// The configuration
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Something found.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    place: Place,
    is_warning: bool,
    what: String,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    file(&args.file)
}

/// Checks a file and says what is found.
pub fn file(path: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let notes = check(&text)?;
    for note in &notes {
        let Place { line, column } = note.place;
        let kind = if note.is_warning { "warning" } else { "error" };
        let what = crate::one_line(&note.what);
        println!("{name}:{line}:{column}: {kind}: {what}");
    }
    let warnings = notes.iter().filter(|note| note.is_warning).count();
    match notes.len() - warnings {
        0 if warnings == 0 => {
            println!("{name}: nothing is wrong");
            Ok(())
        }
        0 => Ok(()),
        errors => Err(format!("{name}: mistakes: {errors}, warnings: {warnings}").into()),
    }
}

fn check(text: &str) -> Result<Vec<Note>, Box<dyn Error>> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err((place, what)) => {
            let is_warning = false;
            return Ok(vec![Note {
                place,
                is_warning,
                what,
            }]);
        }
    };
    let node = document.node();
    let mut found: Vec<(Vec<String>, bool, String)> = Vec::new();
    for path in document.doubles() {
        found.push((path, false, "is there twice; the last one counts".into()));
    }
    let schema = serde_json::from_str(shape::SCHEMA)?;
    for wrong in shape::check(&schema, &node) {
        found.push((wrong.path, false, wrong.what));
    }
    // What the widget itself says, where the schema has not said more of the same part.
    let told = config::read(&node).2.iter().map(told).collect::<Vec<_>>();
    for (path, what) in told
        .into_iter()
        .chain(greeting_and_asking(&node))
        .chain(campaigns(&node))
        .chain(corner(&node))
    {
        let is_known = found.iter().any(|(known, ..)| {
            let shared = known.iter().zip(&path).take_while(|(a, b)| a == b).count();
            shared == known.len().min(path.len())
        });
        if !is_known {
            found.push((path, false, what));
        }
    }
    rules(&node, &mut found);
    let mut notes: Vec<Note> = found
        .into_iter()
        .map(|(path, is_warning, what)| Note {
            place: document.place(&path),
            is_warning,
            what: match path.is_empty() {
                true => what,
                false => format!("{}: {what}", path.join(".")),
            },
        })
        .collect();
    notes.sort();
    notes.dedup();
    Ok(notes)
}

/// Where a trouble is, and what it is.
fn told(trouble: &Trouble) -> (Vec<String>, String) {
    match trouble {
        Trouble::Wire(error) => (vec!["version".into()], error.to_string()),
        Trouble::Part(error) => (path_of(&error.to_string()), error.to_string()),
        Trouble::Rule(RuleError { at, problem }) => {
            let near = match problem {
                Problem::UnknownOperator(name) => {
                    let names = Operator::ALL.iter().map(|operator| operator.name());
                    shape::suggestion(shape::nearest(name, names))
                }
                _ => String::new(),
            };
            (at.clone(), format!("{problem}{near}"))
        }
    }
}

/// The path that begins a reader's message: `consent.tools.0: …`.
fn path_of(message: &str) -> Vec<String> {
    let path = message.split(": ").next().unwrap_or_default();
    path.split('.').map(str::to_owned).collect()
}

/// What the widget itself says of the moments and the questions.
fn greeting_and_asking(node: &Node) -> Vec<(Vec<String>, String)> {
    let mut setup = Setup::new(Language::En, 0);
    setup.moments = node.get("moments").clone();
    setup.asking = node.get("asking").clone();
    let engine = Engine::new(setup);
    let troubles = engine.moments_troubles().iter();
    troubles
        .chain(engine.asking_troubles())
        .map(|trouble| {
            let what = trouble.split_once(": ").map_or("", |(_, what)| what);
            (path_of(trouble), what.to_owned())
        })
        .collect()
}

/// What the widget itself says of the campaigns.
fn campaigns(node: &Node) -> Vec<(Vec<String>, String)> {
    let mut setup = Setup::new(Language::En, 0);
    setup.campaigns = node.get("campaigns").clone();
    let engine = Engine::new(setup);
    let troubles = engine.campaign_troubles().iter();
    troubles
        .map(|trouble| {
            let what = trouble.split_once(": ").map_or("", |(_, what)| what);
            (path_of(trouble), what.to_owned())
        })
        .collect()
}

/// What the widget itself says of the corner.
fn corner(node: &Node) -> Vec<(Vec<String>, String)> {
    let (_, troubles) = dangol_core::corner::settings::Settings::read(node);
    let troubles = troubles.iter().filter_map(|trouble| {
        let (path, what) = trouble.split_once(": ")?;
        Some((path_of(path), what.to_owned()))
    });
    troubles.collect()
}

/// Looks through the rules that can be read.
fn rules(node: &Node, found: &mut Vec<(Vec<String>, bool, String)>) {
    let mut segments: Vec<&str> = Vec::new();
    let mut look = |path: &[&str], rule: &Node, segments: &[&str]| {
        if dangol_core::rules::Rule::parse(rule).is_err() {
            return;
        }
        for finding in rule::check(rule, segments) {
            let mut at: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
            match finding {
                Finding::Wrong(within, what) => {
                    at.extend(within);
                    found.push((at, false, what));
                }
                Finding::Odd(what) => found.push((at, true, what)),
            }
        }
    };
    if let Node::Map(entries) = node.get("segments") {
        for (name, rule) in entries {
            look(&["segments", name], rule, &segments);
            segments.push(name);
        }
    }
    for part in ["moments", "asking"] {
        if let Node::Map(entries) = node.get(part) {
            for (code, told) in entries {
                if let Node::Map(settings) = told
                    && let Some((_, when)) = settings.iter().find(|(key, _)| key == "when")
                {
                    look(&[part, code, "when"], when, &segments);
                }
            }
        }
    }
    for list in ["merchandising", "campaigns"] {
        let Node::List(items) = node.get(list) else {
            continue;
        };
        for (at, item) in items.iter().enumerate() {
            if let Node::Map(entries) = item
                && let Some((_, when)) = entries.iter().find(|(key, _)| key == "when")
            {
                look(&[list, &at.to_string(), "when"], when, &segments);
            }
        }
    }
}
