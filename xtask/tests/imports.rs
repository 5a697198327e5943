//! Which part may import which: the rules of ARCHITECTURE.md, held against what cargo resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// Every package of the workspace with those of the workspace that it may import. Rules hold for
/// tests and build scripts too: what a test pulls in must build wherever the package does.
const MAY_IMPORT: [(&str, &[&str]); 8] = [
    ("dangol-wire", &[]),
    ("dangol-core", &["dangol-wire"]),
    ("dangol", &["dangol-core", "dangol-wire"]),
    ("dangol-builder", &["dangol-core", "dangol-wire"]),
    ("dangol-collector", &["dangol-core", "dangol-wire"]),
    (
        "dangol-cli",
        &[
            "dangol-builder",
            "dangol-collector",
            "dangol-core",
            "dangol-wire",
        ],
    ),
    ("demo-shop", &[]),
    ("xtask", &["demo-shop"]),
];

/// Packages that decide or encode and therefore reach nothing outside of themselves.
const PURE: [&str; 2] = ["dangol-core", "dangol-wire"];

/// What would give a pure package the web, files, network, a clock or randomness of its own.
const IMPURE: [&str; 17] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "tokio",
    "async-std",
    "smol",
    "mio",
    "socket2",
    "hyper",
    "axum",
    "reqwest",
    "ureq",
    "getrandom",
    "fastrand",
    "web-time",
    "tempfile",
];

/// The same by way of the standard library, as it is spelled in source.
const IMPURE_STD: [&str; 7] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    #[serde(default)]
    resolve: Option<Resolve>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` is a normal dependency.
    kind: Option<String>,
}

fn metadata(arguments: &[&str]) -> Metadata {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts, for it runs this test");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo prints what it documents")
}

#[test]
fn every_package_imports_only_what_it_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    for package in metadata(&["--no-deps"]).packages {
        let may = allowed
            .get(package.name.as_str())
            .unwrap_or_else(|| panic!("{} needs a line in MAY_IMPORT", package.name));
        for dependency in package.dependencies {
            if dependency.path.is_some() {
                // A package may name itself, to give its own tests a feature.
                assert!(
                    may.contains(&dependency.name.as_str()) || dependency.name == package.name,
                    "{} must not import {}",
                    package.name,
                    dependency.name
                );
            }
        }
    }
}

#[test]
fn pure_packages_depend_on_nothing_impure_however_far_away() {
    let metadata = metadata(&[]);
    let name: BTreeMap<&str, &str> = metadata
        .packages
        .iter()
        .map(|package| (package.id.as_str(), package.name.as_str()))
        .collect();
    let imports: BTreeMap<&str, Vec<&str>> = metadata
        .resolve
        .as_ref()
        .expect("without --no-deps cargo resolves")
        .nodes
        .iter()
        .map(|node| {
            let normal = node
                .deps
                .iter()
                .filter(|edge| edge.dep_kinds.iter().any(|kind| kind.kind.is_none()))
                .map(|edge| edge.pkg.as_str())
                .collect();
            (node.id.as_str(), normal)
        })
        .collect();
    for package in &metadata.packages {
        if !PURE.contains(&package.name.as_str()) {
            continue;
        }
        let mut reached = BTreeSet::new();
        let mut ahead = vec![package.id.as_str()];
        while let Some(id) = ahead.pop() {
            if reached.insert(id) {
                ahead.extend(&imports[id]);
            }
        }
        for id in reached {
            assert!(
                !IMPURE.contains(&name[id]) && !name[id].starts_with("gloo"),
                "{} reaches {}",
                package.name,
                name[id]
            );
        }
    }
}

#[test]
fn pure_packages_ask_the_standard_library_for_nothing_impure() {
    let mut seen = 0;
    for package in metadata(&["--no-deps"]).packages {
        if !PURE.contains(&package.name.as_str()) {
            continue;
        }
        let source = package.manifest_path.with_file_name("src");
        for file in rust_files(&source) {
            let text = std::fs::read_to_string(&file).expect("a listed file can be read");
            for word in IMPURE_STD {
                assert!(!text.contains(word), "{} says {word}", file.display());
            }
            seen += 1;
        }
    }
    assert!(
        seen > 0,
        "the pure packages have no source where it is looked for"
    );
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a package has a folder src") {
        let path = entry.expect("a folder can be read to its end").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
