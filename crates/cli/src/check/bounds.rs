//! Comparisons that cannot all hold, because they leave no number between them.

use dangol_core::Node;
use dangol_core::rules::Operator;

/// Whether comparisons that all hold leave something no number that it may count as.
pub fn contradict(values: &[Node]) -> bool {
    let mut bounds: Vec<(&Node, Bounds)> = Vec::new();
    for value in values {
        for (of, bound) in bounds_of(value) {
            match bounds.iter_mut().find(|(known, _)| *known == of) {
                Some((_, known)) => known.narrow(bound),
                None => bounds.push((of, bound)),
            }
        }
    }
    bounds.iter().any(|(_, bounds)| bounds.is_empty())
}

/// The numbers that something may count as, each end open if it is strict.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    from: (f64, bool),
    to: (f64, bool),
}

impl Bounds {
    const ALL: Self = Self {
        from: (f64::NEG_INFINITY, false),
        to: (f64::INFINITY, false),
    };

    fn narrow(&mut self, other: Self) {
        if other.from.0 > self.from.0 || other.from.0 == self.from.0 && other.from.1 {
            self.from = other.from;
        }
        if other.to.0 < self.to.0 || other.to.0 == self.to.0 && other.to.1 {
            self.to = other.to;
        }
    }

    fn is_empty(&self) -> bool {
        let (from, to) = (self.from, self.to);
        from.0 > to.0 || from.0 == to.0 && (from.1 || to.1)
    }
}

/// What a comparison with numbers that holds says of what is compared. A comparison with a number
/// is one of numbers, whatever else there is.
fn bounds_of(node: &Node) -> Vec<(&Node, Bounds)> {
    let Node::Map(entries) = node else {
        return Vec::new();
    };
    let [(name, Node::List(values))] = entries.as_slice() else {
        return Vec::new();
    };
    let Some(operator) = Operator::of(name) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for pair in values.windows(2) {
        let (low, high, strict) = match operator {
            Operator::Less => (&pair[0], &pair[1], true),
            Operator::LessOrEqual => (&pair[0], &pair[1], false),
            Operator::Greater => (&pair[1], &pair[0], true),
            Operator::GreaterOrEqual => (&pair[1], &pair[0], false),
            Operator::Equal | Operator::Same => {
                if let (of @ Node::Map(_), Node::Number(is))
                | (Node::Number(is), of @ Node::Map(_)) = (&pair[0], &pair[1])
                {
                    let (from, to) = ((*is, false), (*is, false));
                    found.push((of, Bounds { from, to }));
                }
                continue;
            }
            _ => continue,
        };
        match (low, high) {
            (of @ Node::Map(_), Node::Number(to)) => {
                let to = (*to, strict);
                found.push((of, Bounds { to, ..Bounds::ALL }));
            }
            (Node::Number(from), of @ Node::Map(_)) => {
                let from = (*from, strict);
                found.push((
                    of,
                    Bounds {
                        from,
                        ..Bounds::ALL
                    },
                ));
            }
            _ => {}
        }
    }
    found
}
