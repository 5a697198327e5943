//! JSON as people write it: what fits into a line stands in one.

use serde_json::Value;

/// The longest line, but for texts that are longer.
const WIDTH: usize = 76;

/// A value on as many lines as it needs.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, 0, &mut out);
    out
}

/// Writes a value that begins `used` letters into a line that is indented by `depth` steps.
fn write(value: &Value, depth: usize, used: usize, out: &mut String) {
    let line = one_line(value);
    // The outermost two are opened, so that it is seen where they belong.
    if depth > 1 && used + line.chars().count() <= WIDTH {
        out.push_str(&line);
        return;
    }
    let (open, close, parts): (_, _, Vec<(String, &Value)>) = match value {
        Value::Object(map) if !map.is_empty() => {
            let parts = map
                .iter()
                .map(|(key, value)| (format!("{}: ", quoted(key)), value));
            ('{', '}', parts.collect())
        }
        Value::Array(list) if !list.is_empty() => (
            '[',
            ']',
            list.iter().map(|value| (String::new(), value)).collect(),
        ),
        _ => return out.push_str(&line),
    };
    out.push(open);
    let last = parts.len() - 1;
    for (at, (key, value)) in parts.into_iter().enumerate() {
        let indent = (depth + 1) * 2;
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push_str(&key);
        write(value, depth + 1, indent + key.chars().count() + 1, out);
        if at < last {
            out.push(',');
        }
    }
    out.push('\n');
    out.push_str(&" ".repeat(depth * 2));
    out.push(close);
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let parts = map.iter();
            let parts = parts.map(|(key, value)| format!("{}: {}", quoted(key), one_line(value)));
            format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => {
            let parts = list.iter().map(one_line);
            format!("[{}]", parts.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn quoted(key: &str) -> String {
    Value::from(key).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_is_the_same_value_in_short_lines() {
        let rule = json!({">": [{"var": ["profile.daysSinceOrder", 0]}, 180]});
        let value = json!({"moments": {"a": {
            "priority": 45,
            "text": {"en": "\"{$hello}\" \\ <b>", "ko": "단골"},
            "when": {"and": [rule, rule, {"==": [{"var": "x"}, null]}]},
        }}, "none": [], "nothing": {}});
        let text = pretty(&value);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines.iter().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
        assert_eq!(&lines[..2], ["{", "  \"moments\": {"]);
        assert!(text.contains("\n      \"text\": { \"en\": "), "{text}");
    }
}
