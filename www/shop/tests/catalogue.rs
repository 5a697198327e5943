//! A wrong catalogue is refused with its file, line and field.

mod support;

use demo_shop::generate;

const HEADER: &str = "id,title,price,currency,orders,first_sold,last_sold\n";

fn refused(name: &str, csv: &str) -> String {
    let folder = support::folder(&format!("refused-{name}"));
    let file = folder.join("products.csv");
    std::fs::write(&file, csv).expect("the test's own file can be made");
    let error = generate(&file, &folder.join("site")).expect_err("it must be refused");
    assert!(
        !folder.join("site").exists(),
        "nothing is written before the catalogue is read"
    );
    let message = error.to_string();
    assert!(message.contains("products.csv"), "{message}");
    message
}

#[test]
fn fields_are_named() {
    for (name, line, field) in [
        ("price", "1,MUG,free,GBP,1,2010-12-01,2010-12-02", "`price`"),
        (
            "negative",
            "1,MUG,-2.00,GBP,1,2010-12-01,2010-12-02",
            "`price`",
        ),
        (
            "currency",
            "1,MUG,2.00,pounds,1,2010-12-01,2010-12-02",
            "`currency`",
        ),
        (
            "orders",
            "1,MUG,2.00,GBP,many,2010-12-01,2010-12-02",
            "`orders`",
        ),
        (
            "day",
            "1,MUG,2.00,GBP,1,yesterday,2010-12-02",
            "`first_sold`",
        ),
        ("title", "1,,2.00,GBP,1,2010-12-01,2010-12-02", "`title`"),
        ("id", ",MUG,2.00,GBP,1,2010-12-01,2010-12-02", "`id`"),
        ("short", "1,MUG", "`price`"),
    ] {
        let message = refused(name, &format!("{HEADER}{line}\n"));
        assert!(
            message.contains("line 2") && message.contains(field),
            "{message}"
        );
    }
}

#[test]
fn files_that_are_no_catalogue_are_refused() {
    assert!(refused("empty", "").contains("`id`"));
    assert!(refused("header", HEADER).contains("no products"));
    assert!(refused("column", "id,title,price\n").contains("`currency`"));
    let line = "1,MUG,2.00,GBP,1,2010-12-01,2010-12-02\n";
    assert!(refused("twice", &format!("{HEADER}{line}{line}")).contains("line 3"));
    let missing = generate(
        std::path::Path::new("nowhere.csv"),
        std::path::Path::new("nowhere"),
    );
    assert!(
        missing
            .expect_err("it is not there")
            .to_string()
            .contains("nowhere.csv")
    );
}
