//! What products are compared by goes from the catalogue into files of its own.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, model};
use dangol_builder::build::{self, Input};
use dangol_builder::{BuildError, Options, Report, Silent};
use dangol_wire::frame::{self, Kind};
use dangol_wire::{Attributes, place};

const FEED: &str = "\
id,title,price,color,Product Weight,attr:Motif|모티프,product_detail,note,brand
1,Red mug,2.55 GBP,red/white,350 g,heart,\"Use:Dishwasher:yes, but cold,Use:Volume:300 ml\",cheap,Plum
2,Blue mug,3.55 GBP,blue,,,,,
3,Plain mug,1.55 GBP,,,,,,
";

fn attributes(model: &dangol_builder::build::Model, id: &str) -> Vec<(String, String)> {
    let number = place::chunk_of(id, model.files.entry.chunks);
    let file = &model.files.attributes[number as usize];
    let read = Attributes::decode(&frame::unpack(file, Kind::Attributes).unwrap()).unwrap();
    assert_eq!(read.build, model.files.entry.build_number().unwrap());
    assert_eq!(read.number, number);
    read.of(id).to_vec()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn columns_become_attributes_and_product_pages_do_not_grow() {
    let (with, report) = model(Some(FEED), &[]).unwrap();
    assert!(with.files.entry.attributes);
    assert_eq!(
        attributes(&with, "1"),
        [
            pair("color", "red/white"),
            pair("weight", "350 g"),
            pair("Motif|모티프", "heart"),
            pair("Dishwasher", "yes, but cold"),
            pair("Volume", "300 ml"),
        ]
    );
    assert_eq!(attributes(&with, "2"), [pair("color", "blue")]);
    assert!(attributes(&with, "3").is_empty());
    let told = report.model.unwrap();
    assert_eq!(told.compared, 2);
    assert!(told.attribute_bytes > 0);
    assert!(
        Report {
            model: Some(told),
            ..Report::default()
        }
        .text()
        .contains("2 items have attributes")
    );

    let plain: String = FEED
        .lines()
        .map(|line| {
            let parts: Vec<&str> = line.split(',').collect();
            format!("{},{}\n", parts[..3].join(","), parts[parts.len() - 1])
        })
        .collect();
    let (without, _) = model(Some(&plain), &[]).unwrap();
    assert!(!without.files.entry.attributes && without.files.attributes.is_empty());
    let body = |chunk: &[u8]| {
        let chunk = frame::unpack(chunk, Kind::Chunk).unwrap();
        dangol_wire::Chunk::decode(&chunk).unwrap()
    };
    for (one, other) in with.files.chunks.iter().zip(&without.files.chunks) {
        let other = body(other);
        let one = body(one);
        assert_eq!((one.items, one.cards), (other.items, other.cards));
    }
    // Other attributes are another build.
    let (changed, _) = model(Some(&FEED.replace("350 g", "351 g")), &[]).unwrap();
    assert_ne!(changed.files.entry.build, with.files.entry.build);
}

#[test]
fn an_option_names_further_columns() {
    let folder = Folder::new();
    let input = Input {
        catalogue: Some(folder.put("feed.csv", FEED)),
        ..Input::default()
    };
    let build = |columns: &[&str]| {
        let options = Options {
            attributes: columns.iter().map(|name| (*name).to_owned()).collect(),
            ..Options::default()
        };
        build::model(&input, &options, &mut Report::default(), &Silent)
    };
    assert!(attributes(&build(&["Note"]).unwrap(), "1").contains(&pair("note", "cheap")));
    let Err(BuildError::Option { option, found, .. }) = build(&["colour of the lid"]) else {
        panic!("a column that is not there is refused");
    };
    assert_eq!(
        (option, found.as_str()),
        ("--attribute", "\"colour of the lid\"")
    );
}

#[test]
fn what_is_too_long_or_too_much_is_counted() {
    let names: Vec<String> = (0..40).map(|at| format!("attr:n{at}")).collect();
    let values = vec!["가".repeat(100); 40].join(",");
    let long = format!("attr:{}", "x".repeat(90));
    let feed = format!(
        "id,title,attr:,{long},{}\n1,Tea,a,b,{values}\n",
        names.join(",")
    );
    let (model, report) = model(Some(&feed), &[]).unwrap();
    let read = attributes(&model, "1");
    assert_eq!(read.len(), 32);
    assert!(
        read.iter().all(|(_, value)| value.len() == 159),
        "cut between letters"
    );
    let count = |name: &str| {
        let bad = report.files[0].bad.iter().find(|count| count.name == name);
        bad.map_or(0, |count| count.count)
    };
    assert_eq!(count("an attribute without a usable name"), 2);
    assert_eq!(count("an attribute that is too long"), 32);
    assert_eq!(count("too many attributes"), 8);
}
