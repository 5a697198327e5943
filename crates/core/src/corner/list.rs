//! A wish list in a link's fragment, which no browser sends to a server: ids and titles, and
//! nothing else. The format is described in `docs/corner.md`.
//!
//! Nothing in it is trusted. There are no addresses in it: where an item's page is, the shop
//! says. A title is a text.

use crate::page::cut;
use crate::profile::limits;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use dangol_wire::place;

/// How the fragment begins.
pub const PREFIX: &str = "dangol-list=";
/// The version that is written, with the point that ends it.
const VERSION: &str = "1.";
/// The most letters of a fragment that is read.
const LONGEST: usize = 8_000;
/// The most bytes that are written: with them a link is some 6,000 letters, which messengers
/// and mail carry whole.
const BYTES: usize = 4_400;
/// The most bytes of a title, of which the first is taken that lets all items in.
const TITLES: [usize; 3] = [120, 60, 30];
/// The bytes of the checksum, which tells a link that was cut off.
const CHECKSUM: usize = 4;

/// An item of a shared list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub item: String,
    /// Its title as the sender's page had it; maybe shortened, maybe empty.
    pub title: String,
}

/// Why a fragment is no list that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoList {
    /// It is of a version that is not known here.
    Newer,
    /// It is cut off, damaged or made up.
    Damaged,
}

/// The fragment of a list, without the `#`, and how many items it has; the first ones, where
/// not all fit.
pub fn encode(list: &[Listed]) -> (String, usize) {
    let mut bytes = Vec::new();
    let mut count = 0;
    for title in TITLES {
        (bytes, count) = pack(list, title);
        if count == list.len() {
            break;
        }
    }
    let mut message = checksum(&bytes).to_vec();
    message.extend(bytes);
    let letters = Base64UrlUnpadded::encode_string(&message);
    ([PREFIX, VERSION, &letters].concat(), count)
}

/// Each item as the length of its id, the id, the length of its title, the title.
fn pack(list: &[Listed], longest_title: usize) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let mut count = 0;
    for listed in list.iter().take(limits::WISHES) {
        let title = cut(plain(&listed.title), longest_title);
        let length = 2 + listed.item.len() + title.len();
        let Ok(id_length) = u8::try_from(listed.item.len()) else {
            continue;
        };
        if !is_id(&listed.item) || CHECKSUM + bytes.len() + length > BYTES {
            continue;
        }
        bytes.push(id_length);
        bytes.extend(listed.item.bytes());
        // A title has less than 256 bytes.
        bytes.push(title.len() as u8);
        bytes.extend(title.bytes());
        count += 1;
    }
    (bytes, count)
}

/// Reads a fragment, without the `#`; nothing if it is no list at all.
///
/// # Errors
/// When it is one, but none that can be shown.
pub fn decode(fragment: &str) -> Option<Result<Vec<Listed>, NoList>> {
    let list = fragment.strip_prefix(PREFIX)?;
    // Tools that count visits append their own.
    let list = list.split('&').next().unwrap_or_default();
    Some(read(list))
}

fn read(list: &str) -> Result<Vec<Listed>, NoList> {
    let Some(letters) = list.strip_prefix(VERSION) else {
        let (version, _) = list.split_once('.').ok_or(NoList::Damaged)?;
        let is_number = (1..=4).contains(&version.len())
            && version.bytes().all(|byte| byte.is_ascii_digit())
            && !version.starts_with('0');
        return Err(if is_number {
            NoList::Newer
        } else {
            NoList::Damaged
        });
    };
    if letters.len() > LONGEST {
        return Err(NoList::Damaged);
    }
    let message = Base64UrlUnpadded::decode_vec(letters).map_err(|_| NoList::Damaged)?;
    let (sum, mut rest) = message.split_at_checked(CHECKSUM).ok_or(NoList::Damaged)?;
    if sum != checksum(rest) {
        return Err(NoList::Damaged);
    }
    let mut list: Vec<Listed> = Vec::new();
    while !rest.is_empty() {
        let item = take(&mut rest)?;
        let title = take(&mut rest)?;
        let is_new = !list.iter().any(|known| known.item == item);
        if !is_id(item) || !is_new || list.len() == limits::WISHES {
            return Err(NoList::Damaged);
        }
        list.push(Listed {
            item: item.to_owned(),
            title: plain(title),
        });
    }
    match list.is_empty() {
        true => Err(NoList::Damaged),
        false => Ok(list),
    }
}

/// A text after its length.
fn take<'a>(rest: &mut &'a [u8]) -> Result<&'a str, NoList> {
    let (length, after) = rest.split_first().ok_or(NoList::Damaged)?;
    let (text, after) = after
        .split_at_checked(usize::from(*length))
        .ok_or(NoList::Damaged)?;
    *rest = after;
    std::str::from_utf8(text).map_err(|_| NoList::Damaged)
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    (place::hash_bytes(bytes) as u32).to_le_bytes()
}

fn is_id(item: &str) -> bool {
    !item.is_empty() && item.trim() == item && !item.chars().any(is_trick)
}

/// A title without what could make a text look like another one.
fn plain(title: &str) -> String {
    title
        .chars()
        .filter(|letter| !is_trick(*letter))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Control characters, and those that turn the direction of the text around them or take no
/// room.
fn is_trick(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
