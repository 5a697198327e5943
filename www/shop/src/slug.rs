//! File names for products: safe on every file system and in every address.

use std::collections::HashSet;

/// The longest slug of a title, in bytes.
const LONGEST: usize = 72;

/// The names of one product's files, without folder and ending.
pub struct Name {
    /// The page: id and title.
    pub page: String,
    /// The drawing: id only.
    pub image: String,
}

/// Hands out names and makes sure that no two products share one.
#[derive(Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// The names for a product; ids that differ only in what a file name cannot hold, or
    /// only in case, are told apart by a number.
    pub fn claim(&mut self, id: &str, title: &str) -> Name {
        let safe = safe_id(id);
        let mut image = safe.clone();
        let mut number = 2;
        while !self.taken.insert(image.to_ascii_lowercase()) {
            image = format!("{safe}_{number}");
            number += 1;
        }
        let slug = slug(title);
        let page = if slug.is_empty() {
            image.clone()
        } else {
            format!("{image}-{slug}")
        };
        Name { page, image }
    }
}

fn safe_id(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .take(40)
        .collect();
    if safe.is_empty() {
        "_".to_owned()
    } else {
        safe
    }
}

/// Lower-case ASCII words joined by hyphens.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(
            slug("White Hanging Heart T-Light Holder"),
            "white-hanging-heart-t-light-holder"
        );
        assert_eq!(slug("Child's <b>\"50's\"</b> & 😀"), "childs-b-50s-b");
        assert!(slug(&"x".repeat(10_000)).len() <= LONGEST);
    }

    #[test]
    fn names_never_collide() {
        let mut names = Names::default();
        let images: HashSet<String> = ["85123A", "85123a", "../x", "///x", "😀😀"]
            .into_iter()
            .map(|id| names.claim(id, "T").image.to_ascii_lowercase())
            .collect();
        assert_eq!(images.len(), 5);
        assert!(
            images
                .iter()
                .all(|n| n.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        );
    }
}
