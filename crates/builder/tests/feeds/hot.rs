//! The hot file says what has changed since the build.

use crate::common::Folder;
use dangol_builder::build::{self, Input};
use dangol_builder::{Options, Report, Silent, hot};
use dangol_wire::Hot;
use dangol_wire::frame::{Kind, unpack};
use dangol_wire::hot::Now;

const FEED: &str = "id,title,price,availability\n1,Tea,2.50 GBP,in_stock\n2,Cup,3 GBP,in_stock\n3,Pot,9 GBP,in_stock\n4,Can,1 GBP,in_stock\n";

#[test]
fn what_is_sold_out_gone_or_repriced_is_listed_and_nothing_else() {
    let folder = Folder::new();
    let out = folder.path("model");
    let input = Input {
        catalogue: Some(folder.put("feed.csv", FEED)),
        ..Input::default()
    };
    build::build(&input, &out, &Options::default(), &Silent).unwrap();
    let now = "id,title,price,availability\n1,Tea,2.50 GBP,out_of_stock\n2,Cup,3.50 GBP,in_stock\n4,Can,1 GBP,in_stock\n5,New,1 GBP,in_stock\n";
    let now = folder.put("now.csv", now);
    let write = |feed: &std::path::Path| {
        hot::write(
            feed,
            &out,
            (1_700_000_000, 600),
            &Options::default(),
            &mut Report::default(),
            &Silent,
        )
    };
    let changes = write(&now).unwrap();
    assert_eq!(
        (
            changes.items,
            changes.sold_out,
            changes.gone,
            changes.repriced,
            changes.unknown
        ),
        (4, 2, 1, 1, 1)
    );
    let read = || {
        Hot::decode(&unpack(&std::fs::read(out.join("hot.dgm")).unwrap(), Kind::Hot).unwrap())
            .unwrap()
    };
    let file = read();
    let entry: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("entry.json")).unwrap()).unwrap();
    assert_eq!(format!("{:016x}", file.build), entry["build"]);
    assert_eq!(
        ["1", "2", "3", "4"].map(|id| file.of(id)),
        [
            Some(Now::SoldOut),
            Some(Now::Price(350)),
            Some(Now::SoldOut),
            None
        ]
    );
    write(&folder.put("same.csv", FEED)).unwrap();
    assert!(read().is_empty());
    let dollars = folder.put("dollars.csv", FEED.replace("GBP", "USD"));
    assert!(
        write(&dollars)
            .unwrap_err()
            .to_string()
            .contains("in the currency of the model")
    );
}
