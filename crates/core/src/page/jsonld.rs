//! JSON-LD as it is found in the wild.

/// Repairs what makes `JSON.parse` refuse a JSON-LD block that search engines still
/// read: comments outside strings, HTML comment marks and CDATA around the block,
/// control characters inside strings, commas before a closing bracket, a byte order
/// mark. Text that is valid JSON comes back with the same meaning.
pub fn repair(text: &str) -> String {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    for (open, close) in [
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("<![CDATA[", "]]>"),
    ] {
        text = text.strip_prefix(open).unwrap_or(text);
        text = text.strip_suffix(close).unwrap_or(text).trim();
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                out.push('"');
                copy_string(&mut letters, &mut out);
            }
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|c| *c == '\n');
            }
            '/' if letters.peek() == Some(&'*') => {
                letters.next();
                let mut last = ' ';
                letters
                    .by_ref()
                    .find(|c| std::mem::replace(&mut last, *c) == '*' && *c == '/');
            }
            '}' | ']' => {
                let kept = out.trim_end();
                let kept = kept.strip_suffix(',').unwrap_or(kept).len();
                out.truncate(kept);
                out.push(letter);
            }
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    while out.ends_with([' ', ';']) {
        out.pop();
    }
    out
}

fn copy_string(letters: &mut std::iter::Peekable<std::str::Chars>, out: &mut String) {
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                out.push('"');
                return;
            }
            '\\' => {
                out.push('\\');
                out.extend(letters.next());
            }
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn what_search_engines_read_can_be_parsed() {
        for text in [
            "// a note\n{\"a\": \"b\"}",
            "/* a * note */ {\"a\": /* here too */ \"b\"}",
            "<!-- {\"a\": \"b\"} -->",
            "//<![CDATA[\n{\"a\": \"b\"}\n//]]>",
            "{\"a\": \"b\",}",
            "{\"a\": \"b\"};",
            "\u{feff}{\"a\":\t\"b\"}",
        ] {
            let value: Value = serde_json::from_str(&repair(text)).expect(text);
            assert_eq!(value["a"], "b");
        }
        let value: Value = serde_json::from_str(&repair("{\"a\": \"x\ny\u{1}z // no\"}")).unwrap();
        assert_eq!(value["a"], "x y z // no");
        let value: Value = serde_json::from_str(&repair("{\"u\": \"https://a.b/c\"}")).unwrap();
        assert_eq!(value["u"], "https://a.b/c");
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            ".*".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(".*", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn valid_json_keeps_its_meaning(value in json()) {
            // DEL and the C1 controls are legal in JSON strings; the repair turns them into blanks.
            let text = value.to_string().replace(|c: char| c.is_control(), "");
            let value: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<Value>(&repair(&text)).unwrap(), value);
        }

        #[test]
        fn no_text_panics(text in ".*") {
            repair(&text);
        }
    }
}
