//! What the site owner says of campaigns: `campaigns` in `config.json`. A campaign of which
//! anything is wrong is left out, since a limit that is not understood must not be lifted; the
//! owner is told, and the rest works. The shape is in `docs/campaigns.md`.

use super::campaign::Campaign;
use crate::profile::{DayOfYear, limits};
use crate::rules::{Rule, Target};
use crate::setting::{self, local, only, sayable, url};
use crate::time::day_number;
use crate::url::is_of_site;
use crate::{Node, is_safe_url};
use dangol_wire::LocalText;

/// The most campaigns.
pub const MAX_CAMPAIGNS: usize = 200;
/// The most of them that may have a holdout: each takes three entries of every report.
pub const MAX_HOLDOUTS: usize = 8;
/// The longest code, selector or name of a place, in bytes.
const SHORT: usize = 200;
/// What a text may ask for.
const VALUES: [&str; 10] = [
    "hello", "name", "shop", "days", "left", "reward", "category", "what", "offer", "partner",
];

/// The campaigns as the owner wants them.
#[derive(Debug, Default)]
pub(crate) struct Campaigns {
    pub(crate) all: Vec<Campaign>,
    troubles: Vec<String>,
}

impl Campaigns {
    pub(crate) fn read(told: &Node) -> Self {
        let mut campaigns = Self::default();
        let list = match told {
            Node::Null => &[],
            Node::List(list) => list.as_slice(),
            _ => {
                campaigns.complain(&[], "must be a list");
                &[]
            }
        };
        if list.len() > MAX_CAMPAIGNS {
            campaigns.complain(&[], "there are more than 200");
        }
        let mut holdouts = 0;
        for (at, told) in list.iter().take(MAX_CAMPAIGNS).enumerate() {
            let number = at.to_string();
            let mut campaign = Campaign::new(at);
            let before = campaigns.troubles.len();
            match told {
                Node::Map(entries) => {
                    for (key, value) in entries {
                        if let Err(what) = read_part(&mut campaign, key, value) {
                            campaigns.complain(&[&number, key], &what);
                        }
                    }
                }
                _ => campaigns.complain(&[&number], "must be an object"),
            }
            if campaigns.troubles.len() > before {
                continue;
            }
            let mut others = campaigns.all.iter();
            let is_double = others.any(|other| other.subject() == campaign.subject());
            let holds_out = campaign.holdout > 0;
            match whole(&campaign) {
                Err((key, what)) => campaigns.complain(&[&number, key], what),
                Ok(()) if is_double => {
                    campaigns.complain(&[&number, "id"], "is there twice");
                }
                Ok(()) if holds_out && holdouts >= MAX_HOLDOUTS => {
                    let what = "at most 8 campaigns can have a holdout";
                    campaigns.complain(&[&number, "holdout"], what);
                }
                Ok(()) => {
                    holdouts += usize::from(holds_out);
                    campaigns.all.push(campaign);
                }
            }
        }
        campaigns
    }

    /// What was left out, in a sentence for each mistake.
    pub(crate) fn troubles(&self) -> &[String] {
        &self.troubles
    }

    pub(crate) fn of(&self, id: &str) -> Option<&Campaign> {
        self.all.iter().find(|campaign| campaign.id == id)
    }

    /// The numbers and shares of those that are withheld from some.
    pub(crate) fn holdouts(&self) -> impl Iterator<Item = (u32, u16)> {
        let held_out = self.all.iter().filter(|campaign| campaign.holdout > 0);
        held_out.map(|campaign| (campaign.subject(), campaign.holdout))
    }

    fn complain(&mut self, path: &[&str], what: &str) {
        let mut trouble = String::from("campaigns");
        for key in path.iter().filter(|key| !key.is_empty()) {
            trouble.push('.');
            trouble.push_str(key);
        }
        trouble.push_str(": ");
        trouble.push_str(what);
        self.troubles.push(trouble);
    }
}

/// Whether all is there that a campaign needs; else the setting, and what is wrong with it.
fn whole(campaign: &Campaign) -> Result<(), (&'static str, &'static str)> {
    let has_title = campaign.title != LocalText::default();
    let is_partner = campaign.partner != LocalText::default();
    let uses = [&campaign.field, &campaign.press];
    let has_place = campaign.link.contains("{code}");
    match () {
        () if campaign.id.is_empty() => Err(("", "needs id")),
        () if campaign.place.is_empty() => Err(("", "needs place, as <dangol-offer> names it")),
        () if !has_title => Err(("", "needs text, with a title")),
        () if !campaign.code.is_empty() && !campaign.hand_out.is_empty() => {
            Err(("handOut", "there is a code already"))
        }
        () if !campaign.is_coupon() && (has_place || uses.iter().any(|use_| !use_.is_empty())) => {
            Err(("apply", "needs code or handOut"))
        }
        () if campaign.field.is_empty() && !campaign.press.is_empty() => {
            Err(("apply.button", "needs field"))
        }
        () if campaign.days.0 > campaign.days.1 => Err(("until", "is before from")),
        // A picture from the partner's host would tell them of whom it was chosen for.
        () if is_partner && !campaign.image.is_empty() && !is_of_site(&campaign.image) => {
            Err(("image", "a partner's must be on your own site: /…"))
        }
        () => Ok(()),
    }
}

fn read_part(campaign: &mut Campaign, key: &str, value: &Node) -> Result<(), String> {
    match key {
        "id" => campaign.id = name(value)?,
        "place" => campaign.place = name(value)?,
        "priority" => campaign.priority = setting::thousand(value)?,
        "coolDownDays" => campaign.allowance.cool_down = setting::cool_down(value)?,
        "perWeek" => campaign.allowance.per_week = setting::per_week(value)?,
        "perShopper" => {
            let what = "must be a whole number from 0 to 1000000";
            campaign.allowance.per_shopper = setting::whole(value, 1e6, what)?;
        }
        "holdout" => campaign.holdout = setting::thousand(value)? as u16,
        "once" => match value {
            Node::Bool(once) => campaign.allowance.once = *once,
            _ => return Err("must be true or false".into()),
        },
        "from" => campaign.days.0 = day(value)?,
        "until" => campaign.days.1 = day(value)?,
        "when" => campaign.when = Some(Rule::parse(value).map_err(|error| error.to_string())?),
        "about" => campaign.about = Some(Target::read(value).map_err(|error| error.to_string())?),
        "prior" => {
            let of = |key| {
                let number = value.get(key).number();
                number.filter(|number| (1.0..=1000.0).contains(number))
            };
            let wrong = "must be {alpha, beta}, both from 1 to 1000";
            only(value, &["alpha", "beta"])?;
            campaign.prior = (of("alpha").ok_or(wrong)?, of("beta").ok_or(wrong)?);
        }
        "code" => campaign.code = short(value)?,
        "handOut" => match short(value)? {
            url if is_of_site(&url) => campaign.hand_out = url,
            _ => return Err("must be an address of your own site: /…".into()),
        },
        "apply" => {
            only(value, &["field", "button", "link"])?;
            let of = |key| match value.get(key) {
                Node::Null => Ok(String::new()),
                told => short(told),
            };
            (campaign.field, campaign.press) = (of("field")?, of("button")?);
            match of("link")? {
                link if link.is_empty() => {}
                link if link.contains("{code}") && is_safe_url(&link) => campaign.link = link,
                _ => return Err("link: must be an address with {code} in it".into()),
            }
            if campaign.field.is_empty() && campaign.link.is_empty() {
                return Err("must have field or link".into());
            }
        }
        "link" => campaign.link = url(value)?,
        "image" => campaign.image = url(value)?,
        "partner" => campaign.partner = local(value)?,
        "why" => {
            campaign.why = local(value)?;
            sayable(&campaign.why, &VALUES)?;
        }
        "text" => {
            only(value, &["en", "ko"])?;
            for tag in ["en", "ko"] {
                only(value.get(tag), &["title", "body", "button"])
                    .map_err(|what| [tag, ": ", &what].concat())?;
            }
            let each = |key: &str| LocalText {
                en: value.get("en").get(key).text().unwrap_or_default(),
                ko: value.get("ko").get(key).text().unwrap_or_default(),
            };
            campaign.title = each("title");
            campaign.body = each("body");
            campaign.button = each("button");
            for text in [&campaign.title, &campaign.body, &campaign.button] {
                sayable(text, &VALUES)?;
            }
        }
        // For people.
        "name" => {}
        _ => return Err("there is no such setting".into()),
    }
    Ok(())
}

/// What stands in an attribute, a report's dictionary and the profile: short and plain.
fn name(value: &Node) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let name = value.text().unwrap_or_default();
    let fits = (1..=limits::NAME).contains(&name.len()) && name.bytes().all(plain);
    fits.then_some(name)
        .ok_or_else(|| "must be 1 to 40 letters of a-z, A-Z, 0-9, -, _ and .".into())
}

fn short(value: &Node) -> Result<String, String> {
    let text = value.text().filter(|text| text.len() <= SHORT);
    text.ok_or_else(|| "must be a text of at most 200 bytes".into())
}

fn day(value: &Node) -> Result<i64, String> {
    let day = value.text().and_then(|text| DayOfYear::parse(&text));
    day.filter(|day| day.year > 0)
        .map(|day| day_number(day.year.into(), day.month, day.day))
        .ok_or_else(|| "must be a date such as 2027-05-13".into())
}
