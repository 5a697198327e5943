//! The options of all commands that read catalogues and orders.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use dangol_builder::read::amount::{Decimal, Rates, is_code};
use dangol_builder::read::catalogue_form::CatalogueForm;
use dangol_builder::read::moment::DateOrder;
use dangol_builder::read::orders_form::OrdersForm;
use dangol_builder::read::wanted::Wanted;

/// What is said of files, where it is not left to be found out.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "How files are read (found out, and said in the report)")]
pub struct Feed {
    /// A field and its column, such as price=Preis, or orders.date=Datum for order files
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = pair)]
    pub map: Vec<(String, String)>,
    /// The form of the catalogue
    #[arg(long, value_name = "FORM")]
    pub catalog_format: Option<Named<CatalogueForm>>,
    /// The form of order files
    #[arg(long, value_name = "FORM")]
    pub orders_format: Option<Named<OrdersForm>>,
    /// The encoding, such as euc-kr or windows-1252
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The mark before decimals
    #[arg(long, value_name = "MARK")]
    pub decimal: Option<Named<Decimal>>,
    /// What comes first in dates such as 1/2/2023
    #[arg(long, value_name = "ORDER")]
    pub dates: Option<Named<DateOrder>>,
    /// What one unit of another currency is worth in the shop's own, such as USD=0.92
    #[arg(long, value_name = "CODE=RATE", value_parser = rate)]
    pub rate: Vec<(String, String)>,
}

impl Feed {
    /// For the builder.
    pub fn wanted(self) -> Wanted {
        let (orders_map, map): (Vec<_>, Vec<_>) = self
            .map
            .into_iter()
            .partition(|(field, _)| field.starts_with("orders."));
        let strip = |(field, column): (String, String)| {
            let field = field
                .strip_prefix("orders.")
                .map(str::to_owned)
                .unwrap_or(field);
            (field, column)
        };
        Wanted {
            catalogue_form: self.catalog_format.map(|it| it.0),
            orders_form: self.orders_format.map(|it| it.0),
            map,
            orders_map: orders_map.into_iter().map(strip).collect(),
            encoding: self.encoding,
            decimal: self.decimal.map(|it| it.0),
            dates: self.dates.map(|it| it.0),
            rates: Rates(self.rate),
        }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, column)) if !field.is_empty() && !column.is_empty() => {
            Ok((field.trim().to_owned(), column.trim().to_owned()))
        }
        _ => Err("expected FIELD=COLUMN".to_owned()),
    }
}

fn rate(text: &str) -> Result<(String, String), String> {
    let (code, rate) = pair(text).map_err(|_| "expected CODE=RATE".to_owned())?;
    let is_rate = rate
        .parse::<f64>()
        .is_ok_and(|rate| rate.is_finite() && rate > 0.0);
    match is_code(&code) && is_rate {
        true => Ok((code, rate)),
        false => Err("expected a code of ISO 4217 and a number above zero".to_owned()),
    }
}

/// A value of the builder's that has a name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<T>(pub T);

macro_rules! named {
    ($of:ty, $values:expr) => {
        impl ValueEnum for Named<$of> {
            fn value_variants<'a>() -> &'a [Self] {
                const ALL: &[(&str, Named<$of>)] = $values;
                const VALUES: [Named<$of>; ALL.len()] = {
                    let mut values = [ALL[0].1; ALL.len()];
                    let mut at = 0;
                    while at < ALL.len() {
                        values[at] = ALL[at].1;
                        at += 1;
                    }
                    values
                };
                &VALUES
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                const ALL: &[(&str, Named<$of>)] = $values;
                let named = ALL.iter().find(|(_, value)| value == self);
                named.map(|(name, _)| PossibleValue::new(*name))
            }
        }
    };
}

named!(
    CatalogueForm,
    &[
        ("xml", Named(CatalogueForm::Xml)),
        ("table", Named(CatalogueForm::Table)),
        ("shopify", Named(CatalogueForm::Shopify)),
        ("woocommerce", Named(CatalogueForm::Woocommerce)),
        ("json", Named(CatalogueForm::Json)),
        ("pages", Named(CatalogueForm::Pages)),
    ]
);
named!(
    OrdersForm,
    &[
        ("table", Named(OrdersForm::Table)),
        ("shopify", Named(OrdersForm::Shopify)),
        ("woocommerce", Named(OrdersForm::Woocommerce)),
        ("ga4", Named(OrdersForm::Ga4)),
    ]
);
named!(
    Decimal,
    &[
        ("point", Named(Decimal::Point)),
        ("comma", Named(Decimal::Comma))
    ]
);
named!(
    DateOrder,
    &[
        ("day-first", Named(DateOrder::DayFirst)),
        ("month-first", Named(DateOrder::MonthFirst)),
    ]
);
