//! What the collector has to know of the site, from the very files that the widget reads.

use super::Collecting;
use dangol_collector::Settings;
use dangol_wire::{Config, Entry, measure};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

/// Where the widget's files are in the folder of a site.
const CONFIG: &str = "dangol/config.json";
const ENTRY: &str = "dangol/model/entry.json";

/// Names longer than this are texts, not ids.
const LONGEST_ID: usize = 64;

/// The moments of greetings that Dangol knows without being told of them.
const MOMENTS: [&str; 19] = [
    "incident",
    "birthday",
    "birthday_soon",
    "loved_one",
    "delivery",
    "price_fell",
    "low_stock",
    "anniversary",
    "points",
    "partner",
    "search",
    "advertisement",
    "missed_you",
    "how_was",
    "continuing",
    "season",
    "return_by_name",
    "return",
    "first_visit",
];

type Failure = Box<dyn Error>;

/// The collector's settings.
pub fn settings(data: &Path, site: &Path, how: &Collecting) -> Result<Settings, Failure> {
    let mut settings = described(data, site, how.config.as_deref())?;
    for origin in &how.origins {
        settings.origins.push(origin_of(origin)?);
    }
    settings.per_minute = how.per_minute;
    settings.behind_proxy = how.behind_proxy;
    // A shop may collect before it has a model.
    let entry: Option<Entry> = read(&site.join(ENTRY)).ok();
    settings.currency = entry.map(|entry| entry.currency).unwrap_or_default();
    Ok(settings)
}

/// What the configuration says that reports are of.
pub fn described(data: &Path, site: &Path, config: Option<&Path>) -> Result<Settings, Failure> {
    let file = config.map_or_else(|| site.join(CONFIG), Path::to_owned);
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let config: Config = read(&file)?;
    config.check().map_err(|error| wrong(&error))?;
    if config.report.site.is_empty() {
        return Err(
            wrong(&"`report.site` is missing: reports name the site that they are of").into(),
        );
    }
    let mut settings = Settings::new(
        data.to_owned(),
        vec![config.report.site().map_err(|error| wrong(&error))?],
    );
    let whole: Value = read(&file)?;
    settings.names = names(&whole);
    settings.withheld = config
        .experiments
        .iter()
        .map(|experiment| (experiment.subject(), experiment.share))
        .chain([(0, config.holdout)])
        .chain(holdouts(&whole))
        .collect();
    settings.interests = config.report.interests;
    Ok(settings)
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let text = std::fs::read(file).map_err(|error| wrong(&error))?;
    serde_json::from_slice(&text).map_err(|error| wrong(&error).into())
}

/// An origin as browsers write it: scheme and host, and a port if it is not the usual one.
fn origin_of(text: &str) -> Result<String, Failure> {
    let origin = text.trim_end_matches('/').to_ascii_lowercase();
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    match host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' '])) {
        true => Ok(origin),
        false => Err(format!("`{text}` is not an origin such as https://shop.example").into()),
    }
}

/// The numbers and shares of the campaigns that are withheld from some, as the widget reads them.
fn holdouts(config: &Value) -> Vec<(u32, u16)> {
    let campaigns = config["campaigns"].as_array();
    let held_out = campaigns.into_iter().flatten().filter_map(|campaign| {
        let id = campaign["id"].as_str()?;
        let share = u16::try_from(campaign["holdout"].as_u64()?).ok()?;
        (share > 0).then(|| (measure::subject(id), share))
    });
    held_out.collect()
}

/// Reports hold numbers in the place of ids; every id that the configuration may have given
/// is a text somewhere in it, and so are the moments that Dangol knows by itself.
fn names(config: &Value) -> HashMap<u32, String> {
    let known = MOMENTS.map(|code| (measure::subject(code), code.replace('_', " ")));
    let mut names = HashMap::from(known);
    let mut ahead = vec![config];
    while let Some(value) = ahead.pop() {
        match value {
            Value::String(text) if !text.is_empty() && text.len() <= LONGEST_ID => {
                names.insert(measure::subject(text), text.clone());
            }
            Value::Array(values) => ahead.extend(values),
            Value::Object(fields) => ahead.extend(fields.values()),
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_as_browsers_write_them() {
        assert_eq!(
            origin_of("https://Shop.example/").unwrap(),
            "https://shop.example"
        );
        assert_eq!(
            origin_of("http://localhost:8787").unwrap(),
            "http://localhost:8787"
        );
        for wrong in [
            "shop.example",
            "https://",
            "https://a/b",
            "null",
            "https://a@b",
        ] {
            assert!(origin_of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn campaigns_with_a_holdout_are_experiments() {
        let config = serde_json::json!({"campaigns": [
            {"id": "a", "holdout": 100}, {"id": "b", "holdout": 0}, {"id": "c"}, {"holdout": 5}]});
        assert_eq!(holdouts(&config), [(measure::subject("a"), 100)]);
        assert!(holdouts(&serde_json::json!({})).is_empty());
    }

    #[test]
    fn every_id_of_the_configuration_has_its_name() {
        let config = serde_json::json!({ "experiments": [{ "id": "no-trending" }], "n": 1 });
        let names = names(&config);
        assert_eq!(names[&measure::subject("no-trending")], "no-trending");
        assert_eq!(names.len(), 1 + MOMENTS.len());
        assert_eq!(names[&measure::subject("first_visit")], "first visit");
        for code in MOMENTS {
            assert!(dangol_core::text::moment_name(code).is_some(), "{code}");
        }
    }
}
