//! A reader finds the old model or the new one, whole.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, model};
use dangol_builder::model::folder::write;
use dangol_builder::{BuildError, Report};
use dangol_wire::Entry;
use std::path::Path;

fn build_of(out: &Path, title: &str) -> String {
    let orders = format!("order_id,item_id,title,date\n1,a,{title},2011-01-01\n");
    let (model, report) = model(None, &[&orders]).unwrap();
    write(out, &model.files, &report).unwrap();
    model.files.entry.build
}

fn names(out: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(out).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn entry(out: &Path) -> Entry {
    serde_json::from_slice(&std::fs::read(out.join("entry.json")).unwrap()).unwrap()
}

#[test]
fn the_new_build_and_the_one_before_it_stay() {
    let folder = Folder::new();
    let out = folder.path("site/model");
    let one = build_of(&out, "Tea");
    let two = build_of(&out, "Cup");
    assert_eq!(entry(&out).build, two);
    assert!(out.join(&one).join("0.dgm").is_file());
    let three = build_of(&out, "Pot");
    assert!(!out.join(&one).exists());
    // The same build once more does not push the one before it out.
    assert_eq!(build_of(&out, "Pot"), three);
    let mut expected = vec![
        two,
        three,
        "entry.json".into(),
        "report.json".into(),
        "report.txt".into(),
    ];
    expected.sort();
    assert_eq!(names(&out), expected);
}

#[test]
fn what_is_not_ours_is_not_touched() {
    let folder = Folder::new();
    let out = folder.path("model");
    std::fs::create_dir_all(out.join("0123456789abcdef")).unwrap();
    std::fs::write(out.join("notes.txt"), "mine").unwrap();
    std::fs::write(out.join("0123456789abcdee"), "mine").unwrap();
    for title in ["Tea", "Cup", "Pot"] {
        build_of(&out, title);
    }
    for name in ["0123456789abcdef", "0123456789abcdee", "notes.txt"] {
        assert!(out.join(name).exists(), "{name}");
    }
}

#[test]
fn what_a_stopped_build_left_behind_leaves_and_damage_is_put_right() {
    let folder = Folder::new();
    let out = folder.path("model");
    let build = build_of(&out, "Tea");
    let chunk = out.join(&build).join("0.dgm");
    let whole = std::fs::read(&chunk).unwrap();
    std::fs::write(&chunk, "damaged").unwrap();
    std::fs::create_dir(out.join(".unfinished-0123456789abcdef")).unwrap();
    std::fs::write(out.join(".unfinished-entry.json"), "{").unwrap();
    build_of(&out, "Tea");
    assert_eq!(std::fs::read(&chunk).unwrap(), whole);
    assert_eq!(names(&out).len(), 4);
}

#[test]
fn an_entry_that_cannot_be_read_is_replaced() {
    let folder = Folder::new();
    let out = folder.path("model");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("entry.json"), "{broken").unwrap();
    let build = build_of(&out, "Tea");
    assert_eq!(entry(&out).build, build);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    let file = folder.put("model", "a file is here");
    let orders = "order_id,item_id,title,date\n1,a,Tea,2011-01-01\n";
    let (model, _) = model(None, &[orders]).unwrap();
    let error = write(&file, &model.files, &Report::default()).unwrap_err();
    assert!(
        matches!(&error, BuildError::Write { path, .. } if path.ends_with("model")),
        "{error}"
    );
}
