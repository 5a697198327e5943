//! Which addresses may stand in a link or a picture.

/// Whether an address is relative, or `http:` or `https:`; so never `javascript:` or `data:`.
///
/// Control characters and blanks are looked through, as browsers do when they read
/// the scheme.
///
/// ```
/// use dangol_core::is_safe_url;
/// assert!(is_safe_url("/mug.html?a=b:c"));
/// assert!(!is_safe_url(" java\nscript:alert(1)"));
/// ```
pub fn is_safe_url(url: &str) -> bool {
    let mut scheme = String::new();
    for letter in url.chars().filter(|c| !c.is_control() && *c != ' ') {
        match letter {
            ':' => {
                return scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
            }
            '/' | '?' | '#' | '\\' => return true,
            _ => scheme.push(letter),
        }
    }
    !scheme.is_empty()
}

/// Whether an address can only be a path of the site itself. What browsers read as the beginning
/// of a host is none, nor what they pass over, by which such a beginning could come about.
pub(crate) fn is_of_site(url: &str) -> bool {
    let mut letters = url.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && !url.chars().any(char::is_control)
}

/// An address without its scheme and host, and without its fragment.
pub(crate) fn from_root(url: &str) -> &str {
    let rest = match url.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => {
            rest.find('/').map_or("/", |at| &rest[at..])
        }
        _ => url,
    };
    rest.split('#').next().unwrap_or(rest)
}

/// The path of an address, without host, query and fragment.
pub(crate) fn path(url: &str) -> &str {
    let rest = from_root(url);
    rest.split('?').next().unwrap_or(rest)
}

/// An address that a page states, seen from the site's root. The browser makes `..` of
/// a path good when the address is used.
pub(crate) fn join(page: &str, url: &str) -> String {
    let path = page.split(['?', '#']).next().unwrap_or(page);
    let has_scheme = url
        .find([':', '/', '?', '#'])
        .is_some_and(|at| url[at..].starts_with(':'));
    if has_scheme || url.starts_with('/') {
        return url.to_owned();
    }
    let folder = match url.chars().next() {
        Some('?') => path,
        Some('#') | None => return page.to_owned(),
        Some(_) => path.rfind('/').map_or("/", |at| &path[..=at]),
    };
    format!("{folder}{url}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_addresses_hold_on_every_page() {
        for (url, joined) in [
            ("/a.html", "/a.html"),
            ("https://x.example/a", "https://x.example/a"),
            ("//cdn.example/a", "//cdn.example/a"),
            ("cup.svg", "/shop/cup.svg"),
            ("../cup.svg", "/shop/../cup.svg"),
            ("?no=8", "/shop/detail.html?no=8"),
            ("#reviews", "/shop/detail.html?no=7"),
            ("a?u=x:y", "/shop/a?u=x:y"),
        ] {
            assert_eq!(join("/shop/detail.html?no=7", url), joined);
        }
        assert_eq!(from_root("https://x.example/a?b#c"), "/a?b");
        assert_eq!(from_root("https://x.example"), "/");
        assert_eq!(from_root("/a//b"), "/a//b");
    }

    #[test]
    fn only_the_web_and_relative_addresses_pass() {
        for good in [
            "/a",
            "a.html",
            "?q=1:2",
            "//cdn.example/x",
            "https://x.example/a:b",
            "HTTP://x",
        ] {
            assert!(is_safe_url(good), "{good}");
        }
        for bad in [
            "",
            " ",
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "\u{1}javascript:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///etc/passwd",
            ":",
        ] {
            assert!(!is_safe_url(bad), "{bad}");
        }
    }

    #[test]
    fn only_paths_are_of_the_site() {
        for good in ["/", "/a.html?b=//c", "/단골/a b"] {
            assert!(is_of_site(good), "{good}");
        }
        for bad in ["", "a", "//b", "/\\b", "/\t/b", "https://a", " /a", "\\b"] {
            assert!(!is_of_site(bad), "{bad}");
        }
    }
}
