//! Generates the shop by hand: `cargo run -p demo-shop --example generate -- CATALOG OUT`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [catalog, out] = arguments.as_slice() else {
        eprintln!("usage: generate CATALOG.csv OUT");
        return ExitCode::from(2);
    };
    let start = std::time::Instant::now();
    match demo_shop::generate(Path::new(catalog), Path::new(out)) {
        Ok(summary) => {
            println!("{summary}, in {:.1} s", start.elapsed().as_secs_f64());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
