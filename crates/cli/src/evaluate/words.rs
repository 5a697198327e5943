//! The words of the page: its headline, and figures as they are read out.

use dangol_builder::evaluate::{Method, Protocol, Task};

/// What the evaluation says, in one sentence.
pub fn headline(task: Task, protocol: Protocol, hit_rate: f64, k: usize) -> String {
    let hits = hundred(hit_rate);
    match (task, protocol) {
        (Task::NextClick, _) => format!(
            "{hits} of 100 times, what a visitor clicked next was among the {k} items that Dangol recommended."
        ),
        (Task::NextBasket, Protocol::Published) => format!(
            "For {hits} of 100 customers, the {k} items that Dangol recommended had something of their next basket."
        ),
        (Task::NextBasket, Protocol::Explore) => format!(
            "For {hits} of 100 customers, the {k} items that Dangol recommended had something that they bought for the first time."
        ),
    }
}

/// Whether Dangol is above the best of the others, as far as chance lets one say.
pub fn sure(best: &Method, k: usize) -> String {
    let Some(scored) = best.at.get(&k) else {
        return String::new();
    };
    let behind = scored.behind[0];
    let points = |share: f64| format!("{:.1}", share.abs() * 100.0);
    if behind.low > 0.0 {
        format!(
            "That is {} to {} points more than “{}”, the best of the simple ways, with 95 % confidence.",
            points(behind.low),
            points(behind.high),
            best.name
        )
    } else if behind.high < 0.0 {
        format!(
            "That is {} to {} points less than “{}”, with 95 % confidence: here the simple way is the better one.",
            points(behind.high),
            points(behind.low),
            best.name
        )
    } else {
        format!(
            "Whether that is more or less than “{}”, the best of the simple ways, these data cannot tell.",
            best.name
        )
    }
}

/// From the least to the most, which may be without end.
pub fn range(least: u32, most: u32) -> String {
    match most {
        u32::MAX => format!("{least}+"),
        most if most == least => least.to_string(),
        most => format!("{least}–{most}"),
    }
}

/// Of a hundred.
pub fn hundred(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// In percent.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// With three digits.
pub fn short(share: f64) -> String {
    format!("{share:.3}")
}
