//! The pages: which there are, and what each template is given.

use minijinja::{Environment, Value, context};

use crate::card::{Card, shown_price};
use crate::catalog::{Catalog, Product};
use crate::category::{self, Category};
use crate::engine;
use crate::error::Error;
use crate::json_ld;
use crate::text::both_markup;

/// Cards on one page of a category.
const PAGE_SIZE: usize = 48;
/// Orders that a new thing must have been in to be shown as one: fewer say little of it.
const NEW_ORDERS: u64 = 20;
/// Cards in one row of recommendations.
const ROW: usize = 6;

/// A category with its products, those in stock first.
pub struct Shelf<'a> {
    category: &'static Category,
    products: Vec<&'a Product>,
}

/// Everything that makes pages.
pub struct Pages<'a> {
    catalog: &'a Catalog,
    shelves: Vec<Shelf<'a>>,
    engine: Environment<'static>,
}

impl<'a> Pages<'a> {
    /// Files the products on their shelves and loads the templates.
    pub fn new(catalog: &'a Catalog) -> Result<Self, Error> {
        let shelves: Vec<Shelf> = category::ALL
            .iter()
            .map(|&category| {
                let mut products: Vec<&Product> = catalog
                    .products
                    .iter()
                    .filter(|p| p.category == category)
                    .collect();
                products.sort_by_key(|p| !p.in_stock);
                Shelf { category, products }
            })
            .filter(|shelf| !shelf.products.is_empty())
            .collect();
        let menu: Vec<Value> = shelves
            .iter()
            .map(|shelf| {
                context! {
                    slug => shelf.category.slug,
                    en => shelf.category.en,
                    ko => shelf.category.ko,
                    count => shelf.products.len(),
                    image => shelf.products[0].image,
                }
            })
            .collect();
        Ok(Self {
            catalog,
            engine: engine::environment(menu)?,
            shelves,
        })
    }

    /// The categories that have products.
    pub fn shelves(&self) -> &[Shelf<'a>] {
        &self.shelves
    }

    /// Makes every page and hands it over with its path.
    pub fn each(
        &self,
        mut write: impl FnMut(&str, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let popular: Vec<&Product> = self
            .catalog
            .products
            .iter()
            .filter(|p| p.in_stock)
            .take(4 * ROW)
            .collect();
        let mut newest: Vec<&Product> = self
            .catalog
            .products
            .iter()
            .filter(|p| p.in_stock && p.orders >= NEW_ORDERS)
            .collect();
        newest.sort_by(|a, b| {
            b.first_sold
                .cmp(&a.first_sold)
                .then_with(|| a.id.cmp(&b.id))
        });
        let cards =
            |from: usize, count: usize| Card::all(popular.iter().copied().skip(from).take(count));
        let best = cards(0, ROW);
        let also = cards(ROW, ROW);
        let few = cards(0, 4);

        let home = context! {
            best, also,
            newest => Card::all(newest.into_iter().take(ROW)),
            products => self.catalog.products.len(),
        };
        write(
            "index.html",
            &self.render("home.html", "index.html", home.clone())?,
        )?;
        let held = context! { config => "holdout", ..home };
        write(
            "holdout.html",
            &self.render("home.html", "holdout.html", held)?,
        )?;
        for page in [
            "categories",
            "basket",
            "checkout",
            "thanks",
            "account",
            "about",
            "404",
            "search",
            "tour",
        ] {
            let path = format!("{page}.html");
            let context = context! { few, products => self.catalog.products.len() };
            write(&path, &self.render(&path, &path, context)?)?;
        }
        for shelf in &self.shelves {
            self.shelf_pages(shelf, &few, &mut write)?;
            for (at, product) in shelf.products.iter().enumerate() {
                let path = product.link.trim_start_matches('/');
                write(path, &self.product_page(path, shelf, at)?)?;
            }
        }
        Ok(())
    }

    fn shelf_pages(
        &self,
        shelf: &Shelf,
        few: &[Card],
        write: &mut impl FnMut(&str, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let address = |number: usize| match number {
            1 => format!("category/{}.html", shelf.category.slug),
            _ => format!("category/{}-{number}.html", shelf.category.slug),
        };
        let chunks: Vec<&[&Product]> = shelf.products.chunks(PAGE_SIZE).collect();
        let links: Vec<String> = (1..=chunks.len())
            .map(|n| format!("/{}", address(n)))
            .collect();
        for (at, chunk) in chunks.iter().enumerate() {
            let context = context! {
                category => Value::from_serialize(CategoryView::of(shelf.category)),
                count => shelf.products.len(),
                cards_of_page => Card::all(chunk.iter().copied()),
                number => at + 1,
                links, few,
            };
            let path = address(at + 1);
            write(&path, &self.render("category.html", &path, context)?)?;
        }
        Ok(())
    }

    fn product_page(&self, path: &str, shelf: &Shelf, at: usize) -> Result<String, Error> {
        let product = shelf.products[at];
        let look = &product.look;
        let name = |en: &str, ko: &str| Value::from_safe_string(both_markup(en, ko));
        let colours: Vec<Value> = look.colours.iter().map(|c| name(c.en, c.ko)).collect();
        let context = context! {
            product => Card::of(product),
            shown_price => shown_price(product),
            currency => product.currency,
            category => Value::from_serialize(CategoryView::of(product.category)),
            kind => look.kind.is_specific().then(|| name(look.kind.en, look.kind.ko)),
            colours,
            pattern => look.pattern.map(|p| { let (en, ko) = p.names(); name(en, ko) }),
            material => look.material.map(|m| name(m.en, m.ko)),
            pieces => look.pieces,
            first_sold => product.first_sold,
            last_sold => product.last_sold,
            json_ld => Value::from_safe_string(json_ld::product_page(product)),
            related => Card::all(others(&shelf.products, at)),
        };
        self.render("product.html", path, context)
    }

    fn render(&self, template: &str, page: &str, context: Value) -> Result<String, Error> {
        self.engine
            .get_template(template)
            .and_then(|template| template.render(context))
            .map_err(|source| Error::Template {
                page: page.to_owned(),
                source,
            })
    }
}

/// Six other things of the shelf: first of the same kind, then what comes next in rank.
fn others<'a>(shelf: &[&'a Product], at: usize) -> Vec<&'a Product> {
    let kind = shelf[at].look.kind.name;
    let after = || (1..shelf.len()).map(|step| shelf[(at + step) % shelf.len()]);
    let same = after().filter(|p| p.look.kind.name == kind);
    let rest = after().filter(|p| p.look.kind.name != kind);
    same.chain(rest).take(ROW).collect()
}

/// What a template needs of a category.
#[derive(serde::Serialize)]
struct CategoryView {
    slug: &'static str,
    en: &'static str,
    ko: &'static str,
}

impl CategoryView {
    fn of(category: &Category) -> Self {
        Self {
            slug: category.slug,
            en: category.en,
            ko: category.ko,
        }
    }
}
