//! The generated site: how many pages, what is in them, and what never is.

mod support;

use demo_shop::generate;

struct Site {
    files: Vec<(String, Vec<u8>)>,
    feed: String,
    products: usize,
    summary: demo_shop::Summary,
}

impl Site {
    fn of(name: &str) -> Self {
        let folder = support::folder(name);
        let catalogue = folder.join("products.csv");
        let products = support::catalogue(&catalogue);
        let summary = generate(&catalogue, &folder.join("site")).expect("the shop is generated");
        Self {
            files: support::files(&folder.join("site")),
            feed: std::fs::read_to_string(folder.join("feed.csv")).expect("the feed is there"),
            products,
            summary,
        }
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
    }
}

/// The start tags of a page, taken apart strictly: `<` may begin nothing but a tag.
fn start_tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = rest.find('>').expect("every tag ends") + 1;
        let (tag, after) = rest.split_at(end);
        let name = tag.trim_start_matches(['<', '/', '!']);
        assert!(
            name.starts_with(|c: char| c.is_ascii_lowercase()),
            "no tag: {tag}"
        );
        tags.push(tag);
        rest = after;
    }
    tags
}

/// The names of a tag's attributes: what stands outside the quotes.
fn attribute_names(tag: &str) -> Vec<String> {
    tag.split('"')
        .step_by(2)
        .flat_map(|outside| outside.split([' ', '=', '>']))
        .map(str::to_ascii_lowercase)
        .collect()
}

#[test]
fn every_product_has_a_page_and_a_drawing() {
    let site = Site::of("count");
    let count = |folder: &str| {
        site.files
            .iter()
            .filter(|(path, _)| path.starts_with(folder))
            .count()
    };
    assert_eq!(count("product/"), site.products);
    assert_eq!(count("images/"), site.products);
    assert_eq!(site.summary.products, site.products);
    assert_eq!(site.summary.pages, site.pages().count());
    let plain = [
        "index",
        "categories",
        "basket",
        "checkout",
        "thanks",
        "account",
        "about",
        "404",
        "search",
        "tour",
        "holdout",
    ];
    for page in plain {
        assert!(
            site.files
                .iter()
                .any(|(path, _)| *path == format!("{page}.html")),
            "{page}"
        );
    }
    assert_eq!(
        site.summary.pages,
        plain.len() + site.products + count("category/")
    );
}

#[test]
fn the_same_catalogue_gives_the_same_bytes() {
    let (first, second) = (Site::of("first"), Site::of("second"));
    assert_eq!(first.files, second.files);
    assert_eq!(first.feed, second.feed);
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own() {
    let site = Site::of("inline");
    for (path, html) in site.pages() {
        for tag in start_tags(html) {
            let script = tag.starts_with("<script");
            assert!(
                !script
                    || tag.contains(" src=\"/")
                    || tag == "<script type=\"application/ld+json\">",
                "{path}: {tag}"
            );
            assert!(
                !tag.starts_with("<style") && !tag.contains(" style="),
                "{path}: {tag}"
            );
            for name in attribute_names(tag) {
                assert!(!name.starts_with("on"), "{path}: {tag}");
            }
        }
        assert_eq!(
            html.matches("http-equiv=\"Content-Security-Policy\"")
                .count(),
            1,
            "{path}"
        );
        // The page of who is held out stands for a device that has drawn so.
        let config = match path {
            "holdout.html" => "holdout",
            _ => "config",
        };
        let tag = format!(
            "<script async src=\"/dangol/dangol.js\" data-config=\"/dangol/{config}.json\">"
        );
        assert_eq!(html.matches(&tag).count(), 1, "{path}");
        assert_eq!(html.matches("<main ").count(), 1, "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
    }
}

#[test]
fn no_attribute_is_broken_by_a_title() {
    let site = Site::of("attributes");
    for (path, html) in site.pages() {
        for tag in start_tags(html) {
            // Values are quoted and escaped, so that quotes come in pairs.
            assert_eq!(tag.matches('"').count() % 2, 0, "{path}: {tag}");
            assert!(
                !tag.contains("=\"ALERT") && !tag.contains("=ALERT(1)"),
                "{path}: {tag}"
            );
        }
    }
}

#[test]
fn json_ld_says_what_is_sold() {
    let site = Site::of("json-ld");
    let mut names = Vec::new();
    let mut variants = 0;
    for (path, html) in site
        .pages()
        .filter(|(path, _)| path.starts_with("product/"))
    {
        let (_, after) = html
            .split_once("<script type=\"application/ld+json\">")
            .expect("a product page has it");
        let (json, _) = after.split_once("</script>").expect("it ends");
        let data: serde_json::Value = serde_json::from_str(json).expect(path);
        let product = &data[0];
        assert_eq!(product["@type"], "Product");
        assert_eq!(product["url"], format!("/{path}"));
        assert_eq!(product["offers"]["price"], "2.55");
        assert_eq!(product["offers"]["priceCurrency"], "GBP");
        assert_eq!(
            product["offers"]["availability"],
            "https://schema.org/InStock"
        );
        assert_eq!(data[1]["@type"], "BreadcrumbList");
        let image = product["image"]
            .as_str()
            .expect("an image")
            .trim_start_matches('/');
        assert!(site.files.iter().any(|(path, _)| path == image), "{image}");
        names.push(product["name"].as_str().expect("a name").to_owned());
        variants += usize::from(product["inProductGroupWithID"] == "10003A");
    }
    assert_eq!(variants, 2);
    assert!(names.contains(&"</script><script>alert(1)</script>".to_owned()));
    assert!(names.contains(&"White Hanging Heart T-Light Holder".to_owned()));
}

#[test]
fn every_link_leads_somewhere() {
    let site = Site::of("links");
    let known = |link: &str| {
        let path = link
            .split(['?', '#'])
            .next()
            .unwrap_or("")
            .trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        // Dangol's own files come from Dangol.
        path.starts_with("dangol/") || site.files.iter().any(|(known, _)| known == path)
    };
    for (path, html) in site.pages() {
        for tag in start_tags(html) {
            for attribute in [" href=\"", " src=\"", " action=\""] {
                let Some((_, after)) = tag.split_once(attribute) else {
                    continue;
                };
                let (link, _) = after.split_once('"').expect("it ends");
                assert!(
                    match link.strip_prefix('#') {
                        Some(id) => html.contains(&format!(" id=\"{id}\"")),
                        None => link.starts_with('/') && known(link),
                    },
                    "{path}: {link}"
                );
            }
        }
    }
}

#[test]
fn the_feed_and_the_index_hold_every_product() {
    let site = Site::of("feed");
    let mut reader = csv::Reader::from_reader(site.feed.as_bytes());
    assert_eq!(
        reader
            .headers()
            .expect("a header")
            .iter()
            .collect::<Vec<_>>(),
        [
            "id",
            "title",
            "link",
            "image_link",
            "price",
            "product_type",
            "availability",
            "item_group_id",
            "color",
            "material",
            "pattern",
            "multipack",
            "attr:Kind|종류",
            "attr:Motif|모티프"
        ]
    );
    let lines: Vec<csv::StringRecord> =
        reader.records().map(|line| line.expect("a line")).collect();
    assert_eq!(lines.len(), site.products);
    let mut grouped = 0;
    for line in &lines {
        assert_eq!(&line[4], "2.55 GBP");
        assert!(
            site.files
                .iter()
                .any(|(path, _)| format!("/{path}") == line[2]),
            "{}",
            &line[2]
        );
        let group = match &line[0] {
            "10003A" | "10003B" => "10003A",
            "10005A" | "20001" => "10005A",
            "10001A" | "10002A" => "",
            _ => continue,
        };
        assert_eq!(&line[7], group, "{}", &line[0]);
        grouped += 1;
    }
    assert_eq!(grouped, 6);
    let (_, index) = site
        .files
        .iter()
        .find(|(path, _)| path == "assets/search-index.json")
        .expect("the index is there");
    let index: serde_json::Value = serde_json::from_slice(index).expect("it is JSON");
    assert_eq!(
        index["products"].as_array().map(Vec::len),
        Some(site.products)
    );
}

#[test]
fn both_languages_are_in_every_page() {
    let site = Site::of("languages");
    for (path, html) in site.pages() {
        let english = html.matches("<span class=\"en\" lang=\"en\">").count();
        assert_eq!(
            english,
            html.matches("<span class=\"ko\" lang=\"ko\">").count(),
            "{path}"
        );
        assert!(english > 10 && html.contains("data-title-ko=\""), "{path}");
    }
}
