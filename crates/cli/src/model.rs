//! A model on disk, read as a page reads it.

use dangol_core::{PageProduct, Part};
use dangol_wire::frame::{self, Kind};
use dangol_wire::{Card, Chunk, Entry};
use std::error::Error;
use std::path::{Path, PathBuf};

/// A model on disk.
pub struct Model {
    folder: PathBuf,
    /// Its entry file.
    pub entry: Entry,
}

impl Model {
    /// Opens the model in a folder.
    ///
    /// # Errors
    /// When its entry file cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let path = folder.join("entry.json");
        let name = path.display();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let entry: Entry =
            serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        entry.check().map_err(|error| format!("{name}: {error}"))?;
        Ok(Self {
            folder: folder.to_owned(),
            entry,
        })
    }

    /// The inflated body of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn body(&self, part: Part) -> Result<Vec<u8>, Box<dyn Error>> {
        let (path, kind) = match part {
            Part::Home => (self.entry.home_path(), Kind::Home),
            Part::Hot => (Entry::HOT_PATH.to_owned(), Kind::Hot),
            Part::Chunk(number) => (self.entry.chunk_path(number), Kind::Chunk),
        };
        let path = self.folder.join(path);
        let name = path.display();
        let file = std::fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
        let body = frame::unpack(&file, kind).map_err(|error| format!("{name}: {error}"))?;
        Ok(body)
    }

    /// What an item's page says of it, if the model has the item.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn product(&self, id: &str) -> Result<Option<PageProduct>, Box<dyn Error>> {
        let number = dangol_wire::place::chunk_of(id, self.entry.chunks);
        let chunk = Chunk::decode(&self.body(Part::Chunk(number))?)?;
        let card = chunk.position(id).and_then(|at| chunk.cards.get(at));
        Ok(card.map(page_of))
    }
}

/// What an item's page says of it.
pub fn page_of(card: &Card) -> PageProduct {
    PageProduct {
        id: card.id.clone(),
        title: card.title.clone(),
        url: card.url.clone(),
        image: card.image.clone(),
        category: card.category.clone(),
        brand: card.brand.clone(),
        group: card.group.clone(),
        price: card.price,
        states_url: true,
        ..PageProduct::default()
    }
}
