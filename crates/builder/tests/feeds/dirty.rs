//! Feeds as they are: other encodings, broken lines, mixed currencies; and any bytes at all.

use super::{fault, feed, feed_as, told};
use dangol_builder::read::amount::{Decimal, Rates};
use dangol_builder::read::wanted::Wanted;
use proptest::prelude::*;

#[test]
fn a_korean_shop_in_euc_kr() {
    let text = "상품코드,상품명,판매가,카테고리,브랜드,재고수량\n\
                K-1,\"보리차 티백, 50개입\",\"12,900원\",식품 > 차,단골농원,12\n\
                K-2,도자기 찻잔 세트,\"39,000원\",주방 > 찻잔,단골공방,0\n";
    let (bytes, ..) = encoding_rs::EUC_KR.encode(text);
    let (catalogue, report) = feed(&bytes);
    assert_eq!(catalogue.currency, "KRW");
    assert_eq!(
        told(&catalogue.products["K-1"]),
        "보리차 티백, 50개입 | 차 | 단골농원 |  | 12900 | in"
    );
    assert_eq!(
        told(&catalogue.products["K-2"]),
        "도자기 찻잔 세트 | 찻잔 | 단골공방 |  | 39000 | out"
    );
    assert!(
        report.text().contains("read as a table in EUC-KR"),
        "{}",
        report.text()
    );
}

#[test]
fn utf_16_from_a_spreadsheet() {
    let text = "\u{feff}id\ttitle\tprice\r\n1\tThé noir\t4,50 €\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (catalogue, _) = feed(bytes);
    assert_eq!(
        told(&catalogue.products["1"]),
        "Thé noir |  |  |  | 450 | in"
    );
}

#[test]
fn what_is_dirty_is_counted_and_what_is_unclear_is_asked() {
    let text = "id,title,price\n\
        1,<b>Tea</b> &amp; cup,$12.00\n,nameless,1 EUR\n2,Pot,12.50 EUR\n3,Can,9.90 EUR\n\
        4,Jar,dear\n2,Again,1 EUR\n5,short\n";
    let (catalogue, report) = feed(text);
    assert_eq!(catalogue.currency, "EUR");
    assert_eq!(told(&catalogue.products["1"]), "Tea & cup |  |  |  |  | in");
    for name in [
        "no id",
        "unreadable price",
        "an id for the second time",
        "wrong number of fields",
        "a price that cannot be shown",
    ] {
        assert_eq!(fault(&report, name), 1, "{name}: {}", report.text());
    }
    let rates = Wanted {
        rates: Rates(vec![("USD".into(), "0.5".into())]),
        ..Wanted::default()
    };
    let (catalogue, report) = feed_as("feed", text, rates).unwrap();
    assert_eq!(catalogue.products["1"].price, Some(600));
    assert_eq!(fault(&report, "a price in another currency, converted"), 1);

    let unclear = "id,title,price\n1,Tea,5\n2,Pot,1.234\n";
    let error = feed_as("feed", unclear, Wanted::default())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("line 3, column \"price\": \"1.234\" can be read in two ways"),
        "{error}"
    );
    let comma = Wanted {
        decimal: Some(Decimal::Comma),
        ..Wanted::default()
    };
    let (catalogue, _) = feed_as("feed", unclear, comma).unwrap();
    assert_eq!(catalogue.products["2"].price, Some(123_400));
}

#[test]
fn broken_files_say_where() {
    for (text, expected) in [
        (
            "<rss><channel><item><id>1</id>\n<title>Tea</titel></item></channel></rss>",
            "line 2",
        ),
        (
            "<rss><channel><item><id>1</id>",
            "the file ends within the product of line 1",
        ),
        (
            "<rss><channel></channel></rss>",
            "there is no element <item>",
        ),
        ("[{\"id\":1,\"title\":\"Tea\"}", "the array does not end"),
        ("[1, 2]", "\"1\" where an object should begin"),
        ("{\"id\":1,", "the object does not end"),
        (
            "Handle,Title,Variant Price\n",
            "expected at least one product",
        ),
    ] {
        let error = feed_as("feed", text, Wanted::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("feed") && error.contains(expected),
            "{text}: {error}"
        );
    }
    let encoding = Wanted {
        encoding: Some("klingon".into()),
        ..Wanted::default()
    };
    let error = feed_as("feed", "id,title\n", encoding)
        .unwrap_err()
        .to_string();
    assert!(error.contains("--encoding is \"klingon\""), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the bytes are, and however they begin: a catalogue or an error, no panic.
    #[test]
    fn any_bytes_are_a_catalogue_or_an_error(
        head in prop::sample::select(vec!["", "<rss><item>", "[{", "{\"id\":", "Handle,Title,Variant Price\n", "ID,Type,Name,Regular price\n", "id;title;price\n", "\u{feff}", "<?xml version='1.0' encoding='euc-kr'?>"]),
        body in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let bytes = [head.as_bytes(), &body].concat();
        let _ = feed_as("feed", &bytes, Wanted::default());
        let _ = super::orders_as(&bytes, "EUR", &[], &Wanted::default());
    }

    /// A catalogue survives being written in each form.
    #[test]
    fn each_form_says_the_same(titles in prop::collection::vec("[a-zA-Z가-힣&<>'\" ]{0,12}[a-z]", 1..20)) {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let (mut xml, mut json) = ("<rss>".to_owned(), String::new());
        let mut csv = csv::Writer::from_writer(b"id,title,price\n".to_vec());
        for (id, title) in titles.iter().enumerate() {
            // Titles may hold references, so a plain sign is written as one.
            let title = &escape(title);
            xml += &format!("<item><id>{id}</id><title>{}</title><price>{id}.50 EUR</price></item>", escape(title));
            json += &format!("{}\n", serde_json::json!({"id": id, "title": title, "price": format!("{id}.50 EUR")}));
            csv.write_record([&id.to_string(), title, &format!("{id}.50 EUR")]).unwrap();
        }
        xml += "</rss>";
        let read = |bytes: &[u8]| -> Vec<String> {
            feed(bytes).0.products.values().map(told).collect()
        };
        let table = read(&csv.into_inner().unwrap());
        prop_assert_eq!(&table, &read(xml.as_bytes()));
        prop_assert_eq!(&table, &read(json.as_bytes()));
    }
}
