//! `cargo xtask size`: what a shopper's browser downloads, raw and compressed, against limits.

mod areas;
mod limits;
mod measured;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use limits::Limits;
use measured::Measured;
use serde::Deserialize;

use super::build;
use crate::workspace::Workspace;

const NOT_BUILT: &str = "nothing is built; run `cargo xtask demo --no-serve` first";

/// The fields of the model's entry file that are needed here.
#[derive(Deserialize)]
struct Entry {
    build: String,
    chunks: u32,
}

/// Prints the sizes and fails over the limits.
pub fn run(workspace: &Workspace) -> Result<()> {
    let limits = Limits::read(&workspace.at("xtask/size-limits.toml"))?;
    let folder = workspace.site().join("dangol");
    let model = folder.join("model");
    let entry = read_entry(&model.join("entry.json"))?;
    let files = model.join(&entry.build);

    let std = std::fs::read_to_string(build::std_note(workspace)).context(NOT_BUILT)?;
    println!("built against the {std} std\n");
    println!("{:<32} {:>9} {:>9} {:>9}", "", "raw", "gzip", "brotli");
    let mut sum = Measured::default();
    for (what, file) in [
        ("loader", folder.join("dangol.js")),
        ("glue", named(&folder, "widget", "js")?),
        ("wasm", named(&folder, "widget", "wasm")?),
        ("configuration", folder.join("config.json")),
        ("model's entry", model.join("entry.json")),
        ("home page's model file", files.join("home.dgm")),
    ] {
        let measured = Measured::file(&file)?;
        print(what, measured);
        sum = sum + measured;
    }
    print("first visit", sum);

    let glue = Measured::file(&named(&folder, "privacy", "js")?)?;
    let privacy = glue + Measured::file(&named(&folder, "privacy", "wasm")?)?;
    println!();
    print("privacy page, in addition", privacy);
    let glue = Measured::file(&named(&folder, "choose", "js")?)?;
    let choose = glue + Measured::file(&named(&folder, "choose", "wasm")?)?;
    print("help in choosing, in addition", choose);
    // Only the site's owner loads it: printed, without a limit.
    let glue = Measured::file(&named(&folder, "inspect", "js")?)?;
    let inspector = glue + Measured::file(&named(&folder, "inspect", "wasm")?)?;
    print("inspector, for the owner", inspector);

    let mut chunks = (0..entry.chunks)
        .map(|number| Measured::file(&files.join(format!("{number}.dgm"))))
        .collect::<Result<Vec<_>>>()?;
    chunks.sort_by_key(|chunk| chunk.brotli);
    let (Some(&middle), Some(&largest)) = (chunks.get(chunks.len() / 2), chunks.last()) else {
        bail!("the model of the demo has no chunk");
    };
    println!();
    print(&format!("product page, median of {}", chunks.len()), middle);
    print("product page, largest", largest);

    println!("\n{:<32} {:>9}", "the widget before wasm-opt", "raw");
    for (area, bytes) in areas::of(&build::named(workspace, "widget"))? {
        println!("{area:<32} {bytes:>9}");
    }

    let small = std == build::SMALL;
    let failures: Vec<String> = [
        ("first visit", sum.brotli, limits.first_visit.of(small)),
        (
            "privacy page",
            privacy.brotli,
            limits.privacy_page.of(small),
        ),
        ("help in choosing", choose.brotli, limits.choose.of(small)),
        (
            "product page, median",
            middle.brotli,
            limits.product_page.median_brotli,
        ),
        (
            "product page, largest",
            largest.brotli,
            limits.product_page.max_brotli,
        ),
    ]
    .into_iter()
    .filter(|&(_, bytes, limit)| bytes > limit)
    .map(|(what, bytes, limit)| format!("{what}: {bytes} bytes of brotli, {limit} are allowed"))
    .collect();
    ensure!(
        failures.is_empty(),
        "over xtask/size-limits.toml: {}",
        failures.join("; ")
    );
    println!("\nsize: within the limits of xtask/size-limits.toml");
    Ok(())
}

fn print(what: &str, measured: Measured) {
    let Measured { raw, gzip, brotli } = measured;
    println!("{what:<32} {raw:>9} {gzip:>9} {brotli:>9}");
}

fn read_entry(path: &Path) -> Result<Entry> {
    let text = std::fs::read_to_string(path).with_context(|| {
        format!(
            "cannot read {}; run `cargo xtask demo --no-serve` first",
            path.display()
        )
    })?;
    serde_json::from_str(&text).with_context(|| format!("{} is no entry file", path.display()))
}

/// The one file `<part>-<digest>.<ending>`.
fn named(folder: &Path, part: &str, ending: &str) -> Result<PathBuf> {
    let start = format!("{part}-");
    std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .flatten()
        .map(|file| file.path())
        .find(|path| {
            path.extension().is_some_and(|of| of == ending)
                && path
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(&start))
        })
        .with_context(|| format!("{} has no {start}….{ending}", folder.display()))
}
