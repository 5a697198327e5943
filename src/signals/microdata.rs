//! Microdata, as trees in JSON-LD's form.
//!
//! After "Extracting JSON" of the HTML standard's microdata chapter, without `itemref`.

use crate::jsonld::elements;
use dangol_core::Node;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlAnchorElement, HtmlImageElement};

const DEPTH: usize = 8;

/// The products of the page, but not those that another product or a list mentions.
pub fn products() -> Vec<Node> {
    elements(PRODUCT)
        .iter()
        .filter(|element| {
            let around = element.parent_element();
            let within = around.and_then(|around| around.closest(WITHIN).ok().flatten());
            within.is_none()
        })
        .map(|element| item(element, DEPTH))
        .collect()
}

const PRODUCT: &str = "[itemscope][itemtype*='Product']";
const WITHIN: &str = "[itemscope][itemtype*='Product'],[itemscope][itemtype*='ItemList']";

fn item(element: &Element, depth: usize) -> Node {
    let mut entries: Vec<(String, Node)> = Vec::new();
    if let Some(types) = element.get_attribute("itemtype") {
        let types = types.split_ascii_whitespace();
        let types = types.map(|name| Node::Text(name.to_owned())).collect();
        entries.push(("@type".to_owned(), Node::List(types)));
    }
    collect(element, depth, &mut entries);
    Node::Map(entries)
}

fn collect(element: &Element, depth: usize, entries: &mut Vec<(String, Node)>) {
    let children = element.children();
    for index in 0..children.length() {
        let Some(child) = children.item(index) else {
            continue;
        };
        let is_item = child.has_attribute("itemscope");
        if let Some(names) = child.get_attribute("itemprop") {
            let value = match (is_item, depth) {
                (true, 0) => Node::Null,
                (true, _) => item(&child, depth - 1),
                (false, _) => Node::Text(value(&child)),
            };
            for name in names.split_ascii_whitespace() {
                add(entries, name, value.clone());
            }
        }
        if !is_item {
            collect(&child, depth, entries);
        }
    }
}

fn add(entries: &mut Vec<(String, Node)>, name: &str, value: Node) {
    match entries.iter_mut().find(|(known, _)| known == name) {
        None => entries.push((name.to_owned(), value)),
        Some((_, Node::List(values))) => values.push(value),
        Some((_, known)) => *known = Node::List(vec![std::mem::take(known), value]),
    }
}

/// The value of a property, by its element.
fn value(element: &Element) -> String {
    if let Some(content) = element.get_attribute("content") {
        return content;
    }
    if let Some(image) = element.dyn_ref::<HtmlImageElement>() {
        return image.src();
    }
    if let Some(link) = element.dyn_ref::<HtmlAnchorElement>() {
        return link.href();
    }
    ["href", "datetime", "value"]
        .iter()
        .find_map(|name| element.get_attribute(name))
        .unwrap_or_else(|| element.text_content().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// The items of a page with this markup.
    fn items_of(markup: &str) -> Vec<Node> {
        let host = dom::element("div", "", "").unwrap();
        host.set_inner_html(markup);
        let body = dom::document().unwrap().body().unwrap();
        body.append_child(&host).unwrap();
        let items = products();
        host.remove();
        items
    }

    /// The only item of a page with this markup inside a product.
    fn product(markup: &str) -> Node {
        let markup = format!("<div itemscope itemtype='https://schema.org/Product'>{markup}</div>");
        let [item] = <[Node; 1]>::try_from(items_of(&markup)).unwrap();
        assert!(item.is_a("Product"));
        item
    }

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn here(path: &str) -> Node {
        let origin = dom::document()
            .unwrap()
            .location()
            .unwrap()
            .origin()
            .unwrap();
        Node::Text(format!("{origin}{path}"))
    }

    #[wasm_bindgen_test]
    fn a_page_without_any_has_none() {
        assert_eq!(
            items_of("<p itemprop='name'>Mug</p><div itemscope>no type</div>"),
            []
        );
    }

    #[wasm_bindgen_test]
    fn each_element_has_its_own_kind_of_value() {
        let item = product(
            "<meta itemprop=sku content='A 1'><link itemprop=availability href='https://schema.org/InStock'>
             <img itemprop=image src='/mug.jpg'><a itemprop=url href='/mug'>the mug</a>
             <data itemprop=weight value='300'>300 g</data><time itemprop=releaseDate datetime='2024-05-01'>May</time>
             <b itemprop=price content='12.99'>£12.99</b><span itemprop=name> Mug <i>&lt;b&gt;</i></span>
             <data itemprop=plain>as text</data><img itemprop=empty>",
        );
        for (name, value) in [
            ("sku", text("A 1")),
            ("availability", text("https://schema.org/InStock")),
            ("image", here("/mug.jpg")),
            ("url", here("/mug")),
            ("weight", text("300")),
            ("releaseDate", text("2024-05-01")),
            ("price", text("12.99")),
            ("name", text(" Mug <b>")),
            ("plain", text("as text")),
            ("empty", text("")),
        ] {
            assert_eq!(item.get(name), &value, "{name}");
        }
    }

    #[wasm_bindgen_test]
    fn items_nest_by_itemprop() {
        let item = product(
            "<p><span itemprop=name>Mug</span></p>
             <div itemprop=offers itemscope itemtype='https://schema.org/Offer'>
               <b itemprop=price content=5></b>
               <div itemprop=seller itemscope><i itemprop=name>Shop</i></div>
             </div>",
        );
        assert_eq!(
            item.get("name"),
            &text("Mug"),
            "an inner name is not the outer one's"
        );
        let offer = item.get("offers");
        assert!(offer.is_a("Offer"));
        assert_eq!(offer.get("price"), &text("5"));
        assert_eq!(offer.get("name"), &Node::Null);
        assert_eq!(offer.get("seller").get("name"), &text("Shop"));
        assert_eq!(item.get("price"), &Node::Null);
    }

    #[wasm_bindgen_test]
    fn a_product_inside_a_product_or_a_list_is_only_mentioned() {
        let items = items_of(
            "<div itemscope itemtype='https://schema.org/Product'><i itemprop=name>A</i>
               <div itemscope itemtype='https://schema.org/Product'><i itemprop=name>B</i></div>
             </div>
             <ul itemscope itemtype='https://schema.org/ItemList'>
               <li itemprop=itemListElement itemscope itemtype='https://schema.org/Product'><i itemprop=name>C</i></li>
             </ul>
             <main itemscope itemtype='https://schema.org/WebPage'>
               <div itemprop=mainEntity itemscope itemtype='https://schema.org/Product'><i itemprop=name>D</i></div>
             </main>",
        );
        let names: Vec<&Node> = items.iter().map(|item| item.get("name")).collect();
        assert_eq!(names, [&text("A"), &text("D")]);
    }

    #[wasm_bindgen_test]
    fn values_of_one_name_are_a_list() {
        let item = product(
            "<i itemprop=color>red</i><i itemprop='color  colour'>blue</i><i itemprop=color>green</i>
             <div itemprop=offers itemscope><i itemprop=price>1</i></div>
             <div itemprop=offers itemscope><i itemprop=price>2</i></div>",
        );
        assert_eq!(
            item.get("color"),
            &Node::List(vec![text("red"), text("blue"), text("green")])
        );
        assert_eq!(item.get("colour"), &text("blue"));
        let prices: Vec<&Node> = item
            .get("offers")
            .items()
            .iter()
            .map(|offer| offer.get("price"))
            .collect();
        assert_eq!(prices, [&text("1"), &text("2")]);
    }

    #[wasm_bindgen_test]
    fn an_item_may_have_several_types() {
        let items = items_of(
            "<div itemscope itemtype='https://schema.org/Book  https://schema.org/Product'></div>",
        );
        assert!(items[0].is_a("Book") && items[0].is_a("Product"));
    }

    #[wasm_bindgen_test]
    fn depth_is_bounded() {
        let item = product(&"<div itemprop=p itemscope>".repeat(400));
        let mut depth = 0;
        let mut inner = &item;
        while *inner != Node::Null {
            inner = inner.get("p");
            depth += 1;
        }
        assert_eq!(depth, DEPTH + 1);
        // A deep page that is not deep as data is read to its end.
        let deep = format!("{}<i itemprop=name>Mug</i>", "<div>".repeat(400));
        assert_eq!(product(&deep).get("name"), &text("Mug"));
    }
}
