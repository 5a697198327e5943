//! HTML where text is wanted, and what a saved page says in its head.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// What is looked for in a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The texts of JSON-LD blocks.
    pub jsonld: Vec<String>,
    /// The canonical address, or else that of OpenGraph; empty without either.
    pub address: String,
    /// The names and contents of `meta` elements.
    pub meta: Vec<(String, String)>,
}

/// The text of something that may hold tags and character references: no tags, each
/// reference as its letter, runs of blanks as one.
pub fn text_of(html: &str) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !html.contains(['<', '&']) {
        return words(html);
    }
    let mut text = String::with_capacity(html.len());
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::String(part)) => text.push_str(&String::from_utf8_lossy(&part)),
            // `Tea<br>Cup` are two words.
            Ok(Token::StartTag(_) | Token::EndTag(_)) => text.push(' '),
            _ => {}
        }
    }
    words(&text)
}

/// Reads what a page says of itself.
pub fn head_of(page: &str) -> Head {
    let mut emitter = DefaultEmitter::default();
    // Within scripts a `<` is no tag.
    emitter.naively_switch_states(true);
    let mut head = Head::default();
    let mut block: Option<String> = None;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let of = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes());
                    value.map(|value| String::from_utf8_lossy(value).trim().to_owned())
                };
                match tag.name.as_slice() {
                    b"script" => {
                        let kind = of("type").unwrap_or_default();
                        let is_jsonld = kind.eq_ignore_ascii_case("application/ld+json");
                        block = is_jsonld.then(String::new);
                    }
                    b"link"
                        if of("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                    {
                        head.address = of("href").unwrap_or_default();
                    }
                    b"meta" => {
                        let name = of("property").or_else(|| of("name"));
                        head.meta.extend(name.zip(of("content")));
                    }
                    _ => {}
                }
            }
            Ok(Token::String(part)) => {
                if let Some(block) = &mut block {
                    block.push_str(&String::from_utf8_lossy(&part));
                }
            }
            Ok(Token::EndTag(tag)) if tag.name.as_slice() == b"script" => {
                head.jsonld.extend(block.take());
            }
            _ => {}
        }
    }
    head.jsonld.extend(block);
    if head.address.is_empty() {
        let stated = head.meta.iter().find(|(name, _)| name == "og:url");
        head.address = stated.map(|(_, url)| url.clone()).unwrap_or_default();
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_references_leave() {
        for (html, text) in [
            ("Red  tea\ncup", "Red tea cup"),
            ("<b>Red</b> tea &amp; cup<br>set", "Red tea & cup set"),
            ("Caf&eacute;&nbsp;&#39;s &lt;3", "Café 's <3"),
            ("5 < 6 & 7", "5 < 6 & 7"),
            ("", ""),
        ] {
            assert_eq!(text_of(html), text);
        }
    }

    #[test]
    fn a_page_says_what_it_is() {
        let head = head_of(
            "<html><head><link rel=canonical href='/p/1'><meta property='og:url' content='/x'>\
             <script>if (a<b) {\"<script type='application/ld+json'>\"}</script>\
             <script type=\"application/ld+json\">{\"name\":\"a<b>\"}</script></head></html>",
        );
        assert_eq!(head.jsonld, ["{\"name\":\"a<b>\"}"]);
        assert_eq!(head.address, "/p/1");
    }
}
