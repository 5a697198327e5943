//! Each cleaning rule on a few lines.

#![allow(clippy::unwrap_used)]

mod common;

use common::{cleaned, cleaned_file, items, rule};

#[test]
fn a_clean_line_stays_as_it_is() {
    let (cleaned, report) = cleaned("1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n");
    assert_eq!(items(&cleaned), ["10"]);
    assert_eq!(cleaned.title(0), "RED CUP");
    assert!(report.rules.iter().all(|count| count.count == 0));
    assert_eq!(
        (report.kept.lines, report.kept.orders, report.kept.customers),
        (1, 1, 1)
    );
    assert_eq!(report.kept.first_day, "2011-01-01");
}

#[test]
fn a_few_dates_far_from_all_others_leave() {
    let line = |order: u32, date: &str| format!("{order},10,RED CUP,2,{date},2.55,7,UK\n");
    let mut text: String = (0..2000)
        .map(|order| line(order, &format!("2011-0{}-01", 1 + order % 9)))
        .collect();
    text += &line(2000, "1971-01-01");
    text += &line(2001, "2099-12-31");
    let (few, report) = cleaned(&text);
    assert_eq!(rule(&report, "dates far from all others").count, 2);
    assert_eq!(
        (few.orders.lines.len(), report.kept.last_day.as_str()),
        (2000, "2011-09-01")
    );
    // A shop that slept for two years has not mistyped its dates.
    text += &(0..500)
        .map(|order| line(3000 + order, "2013-10-01"))
        .collect::<String>();
    let (_, report) = cleaned(&text);
    assert_eq!(report.kept.last_day, "2013-10-01");
}

#[test]
fn codes_that_differ_by_case_are_one_if_their_titles_agree() {
    let (cleaned, report) = cleaned(
        "1,10A,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10A,RED CUP,2,2011-01-02 10:00,2.55,7,UK\n\
         3,10a,Red cup,2,2011-01-03 10:00,2.55,7,UK\n\
         4,20A,BLUE CUP,2,2011-01-03 10:00,2.55,7,UK\n\
         5,20a,GREEN CUP,2,2011-01-03 10:00,2.55,7,UK\n",
    );
    assert_eq!(items(&cleaned), ["10A", "10A", "10A", "20A", "20a"]);
    let count = rule(&report, "codes that differ only by case");
    assert_eq!(count.count, 1);
    assert_eq!(count.examples, ["line 4: 10a Red cup is 10A"]);
}

#[test]
fn fees_leave_by_code_by_common_title_or_by_title() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         1,POST,POSTAGE,1,2011-01-01 10:00,18,7,UK\n\
         1,m,Manual,1,2011-01-01 10:00,18,7,UK\n\
         1,gift_0001_20,to push order,1,2011-01-01 10:00,16.67,,UK\n\
         1,99,Shop Gift Voucher £20.00,1,2011-01-01 10:00,16.67,,UK\n\
         1,23444,Next Day Carriage,1,2011-01-01 10:00,15,7,UK\n\
         1,POSTER,LONDON POSTER,1,2011-01-01 10:00,15,7,UK\n",
    );
    assert_eq!(items(&cleaned), ["10", "POSTER"]);
    assert_eq!(
        rule(
            &report,
            "fees, postage and other lines that are no products"
        )
        .count,
        5
    );
}

#[test]
fn a_cancellation_undoes_the_latest_earlier_purchase() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10,RED CUP,2,2011-01-05 10:00,2.55,7,UK\n\
         3,10,RED CUP,2,2011-01-20 10:00,2.55,7,UK\n\
         4,10,RED CUP,3,2011-01-05 10:00,2.55,7,UK\n\
         5,10,RED CUP,2,2011-01-05 10:00,2.55,8,UK\n\
         C6,10,RED CUP,-2,2011-01-10 10:00,2.55,7,UK\n",
    );
    let orders: Vec<&str> = cleaned
        .orders
        .lines
        .iter()
        .map(|line| cleaned.orders.orders.text(line.order))
        .collect();
    assert_eq!(orders, ["1", "3", "4", "5"]);
    assert_eq!(rule(&report, "purchases that were cancelled").count, 1);
    assert_eq!(
        rule(&report, "purchases that were cancelled").examples,
        ["line 3: 10 RED CUP"]
    );
    assert_eq!(rule(&report, "cancellations with their purchase").count, 1);
    assert_eq!(rule(&report, "cancellations without a purchase").count, 0);
}

#[test]
fn each_cancellation_undoes_one_purchase_and_strangers_undo_none() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         C2,10,RED CUP,-2,2011-01-02 10:00,2.55,7,UK\n\
         C3,10,RED CUP,-2,2011-01-03 10:00,2.55,7,UK\n\
         4,10,RED CUP,2,2011-01-04 10:00,2.55,,UK\n\
         C5,10,RED CUP,-2,2011-01-05 10:00,2.55,,UK\n\
         CUPS,10,RED CUP,2,2011-01-05 10:00,2.55,9,UK\n",
    );
    assert_eq!(cleaned.orders.lines.len(), 2);
    assert_eq!(rule(&report, "cancellations with their purchase").count, 1);
    assert_eq!(rule(&report, "cancellations without a purchase").count, 2);
}

#[test]
fn notes_leave_where_nothing_was_paid() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10,check,5,2011-01-02 10:00,0,,UK\n\
         3,10,???missing,-5,2011-01-02 10:00,0,,UK\n\
         4,10,?,-5,2011-01-02 10:00,0,,UK\n\
         5,10,found by jackie,5,2011-01-02 10:00,0,,UK\n\
         6,20,LOST,2,2011-01-02 10:00,9.99,7,UK\n",
    );
    assert_eq!(items(&cleaned), ["10", "20"]);
    assert_eq!(rule(&report, "stock-take notes and test entries").count, 4);
}

#[test]
fn without_prices_a_note_must_stand_against_another_title() {
    let (cleaned, report) = cleaned_file(
        "order_id,item_id,title,date\n\
         1,10,Red cup,2011-01-01\n2,10,Red cup,2011-01-01\n3,10,check,2011-01-01\n4,20,Lost,2011-01-01\n",
    );
    assert_eq!(items(&cleaned), ["10", "10", "20"]);
    assert_eq!(rule(&report, "stock-take notes and test entries").count, 1);
}

#[test]
fn missing_descriptions_are_filled_where_something_was_paid() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10,,2,2011-01-02 10:00,2.55,7,UK\n\
         3,10,,56,2011-01-02 10:00,0,,UK\n",
    );
    assert_eq!(items(&cleaned), ["10", "10"]);
    assert_eq!(rule(&report, "missing descriptions").count, 1);
    assert_eq!(
        rule(&report, "missing descriptions without a price").count,
        1
    );
    assert_eq!(
        cleaned.orders.titles.text(cleaned.orders.lines[1].title),
        "RED CUP"
    );
}

#[test]
fn returns_leave() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10,RED CUP,-2,2011-01-02 10:00,2.55,7,UK\n\
         3,10,RED CUP,0,2011-01-02 10:00,2.55,7,UK\n",
    );
    assert_eq!(cleaned.orders.lines.len(), 1);
    assert_eq!(rule(&report, "returns and stock adjustments").count, 2);
}

#[test]
fn impossible_prices_leave() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10,RED CUP,2,2011-01-02 10:00,2.55,7,UK\n\
         3,10,RED CUP,2,2011-01-03 10:00,2.95,7,UK\n\
         4,10,RED CUP,2,2011-01-04 10:00,0,7,UK\n\
         5,10,RED CUP,2,2011-01-05 10:00,0.001,7,UK\n\
         6,10,RED CUP,2,2011-01-06 10:00,-11062.06,7,UK\n\
         7,10,RED CUP,2,2011-01-07 10:00,649.50,7,UK\n",
    );
    assert_eq!(cleaned.orders.lines.len(), 3);
    assert_eq!(rule(&report, "prices that are not above zero").count, 3);
    assert_eq!(
        rule(&report, "prices far from the product's median").count,
        1
    );
}

#[test]
fn the_description_of_most_orders_wins() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         1,10,CUP RED,1,2011-01-01 10:00,2.55,7,UK\n\
         1,10,CUP RED,2,2011-01-01 10:00,2.55,7,UK\n\
         2,10,RED CUP,2,2011-01-02 10:00,2.55,7,UK\n\
         3,20,B,2,2011-01-02 10:00,2.55,7,UK\n\
         4,20,A  A,2,2011-01-02 10:00,2.55,7,UK\n",
    );
    assert_eq!(cleaned.title(0), "RED CUP");
    assert_eq!(cleaned.title(1), "A A");
    let count = rule(&report, "one product with several descriptions");
    assert_eq!((count.count, count.unit), (2, "products"));
    assert_eq!(count.examples[0], "10: \"RED CUP\", not \"CUP RED\"");
}

#[test]
fn repeated_lines_are_merged() {
    let (cleaned, report) = cleaned(
        "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         1,20,BLUE CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
         1,10,RED CUP,1,2011-01-01 10:00,2.55,7,UK\n",
    );
    let quantities: Vec<i32> = cleaned
        .orders
        .lines
        .iter()
        .map(|line| line.quantity)
        .collect();
    assert_eq!(quantities, [6, 2, 1]);
    assert_eq!(rule(&report, "repeated lines of one order").count, 2);
}

#[test]
fn every_line_is_kept_or_counted() {
    let text = "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
                1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n\
                1,POST,POSTAGE,1,2011-01-01 10:00,18,7,UK\n\
                2,10,check,2,2011-01-02 10:00,0,7,UK\n\
                2,10,RED CUP,x,2011-01-02 10:00,0,7,UK\n\
                2,10,RED CUP,1,someday,0,7,UK\n\
                2,10,RED CUP,1,2011-01-02 10:00,dear,7,UK\n\
                2,10,RED CUP,1,2011-01-02 10:00\n\
                ,10,RED CUP,1,2011-01-02 10:00,1,7,UK\n\
                2,,RED CUP,1,2011-01-02 10:00,1,7,UK\n";
    let (cleaned, report) = cleaned(text);
    let bad: u64 = report.files[0].bad.iter().map(|count| count.count).sum();
    let removed: u64 = report.rules.iter().map(|count| count.count).sum();
    assert_eq!((report.files[0].lines, bad, removed), (10, 6, 3));
    assert_eq!(cleaned.orders.lines.len(), 1);
    let faults: Vec<&str> = report.files[0]
        .bad
        .iter()
        .map(|count| count.name.as_str())
        .collect();
    let expected = [
        "unreadable quantity",
        "unreadable date",
        "unreadable price",
        "wrong number of fields",
        "no order id",
        "no item id",
    ];
    assert_eq!(faults, expected);
    assert_eq!(
        report.files[0].bad[3].examples,
        ["line 9: 5 fields, expected 8"]
    );
    assert!(report.text().contains("line 6: \"x\""), "{}", report.text());
}
