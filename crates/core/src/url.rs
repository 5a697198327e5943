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

#[cfg(test)]
mod tests {
    use super::*;

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
}
