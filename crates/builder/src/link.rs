//! Links: of which kind they may be, and how they are made.

use dangol_wire::MAX_TEXT;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Stands for the product's id in a template.
pub const PLACE: &str = "{id}";

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is wrong with a link, in the words for a page and for a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// If it is the link of a page.
    pub link: &'static str,
    /// If it is the link of a picture.
    pub image: &'static str,
}

/// Refuses what is neither `http:`, `https:` nor relative, and what is too long. An
/// empty link is fine.
///
/// # Errors
/// Says what is wrong.
pub fn check(url: &str) -> Result<(), Fault> {
    if url.len() > MAX_TEXT {
        return Err(Fault {
            link: "a link that is too long",
            image: "a picture's link that is too long",
        });
    }
    let refused = Fault {
        link: "a link that is neither http(s) nor relative",
        image: "a picture's link that is neither http(s) nor relative",
    };
    // Browsers drop tabs and line ends inside a scheme, so no control character may pass.
    if url.chars().any(char::is_control) {
        return Err(refused);
    }
    let before_path = url.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        None => Ok(()),
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => Ok(()),
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => Ok(()),
        Some(_) => Err(refused),
    }
}

/// The link of a product whose catalogue has none.
pub fn from_template(template: &str, id: &str) -> String {
    template.replace(PLACE, &utf8_percent_encode(id, RESERVED).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_pass() {
        for good in [
            "",
            "/p/1",
            "p/1:2",
            "https://shop.example/p",
            "HTTP://shop.example",
            "//cdn.example/x",
            "?id=a:b",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "JaVa\tscript:x",
            "ftp://x",
            " javascript:x",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
        assert!(check(&"a".repeat(MAX_TEXT + 1)).is_err());
    }

    #[test]
    fn an_id_cannot_break_out_of_its_place() {
        assert_eq!(
            from_template("/product/{id}", "a/b?c 단골"),
            "/product/a%2Fb%3Fc%20%EB%8B%A8%EA%B3%A8"
        );
    }
}
