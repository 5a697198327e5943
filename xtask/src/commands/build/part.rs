//! The parts that the widget is made of, each with its glue.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// A wasm file, with its glue.
pub struct Part {
    /// The feature that makes it, and the beginning of its files' names.
    pub name: &'static str,
    /// Where wasm-pack puts it.
    pub folder: PathBuf,
    /// What the loader calls its glue and its wasm until their names are known.
    pub placeholders: [&'static str; 2],
}

impl Part {
    /// Each of them.
    pub fn all(workspace: &Workspace) -> [Self; 4] {
        [
            Self {
                name: "widget",
                folder: workspace.pkg(),
                placeholders: ["__DANGOL_GLUE__", "__DANGOL_WASM__"],
            },
            Self {
                name: "privacy",
                folder: workspace.target.join("pkg-privacy"),
                placeholders: ["__DANGOL_PRIVACY_GLUE__", "__DANGOL_PRIVACY_WASM__"],
            },
            Self {
                name: "choose",
                folder: workspace.target.join("pkg-choose"),
                placeholders: ["__DANGOL_CHOOSE_GLUE__", "__DANGOL_CHOOSE_WASM__"],
            },
            Self {
                name: "inspect",
                folder: workspace.target.join("pkg-inspect"),
                placeholders: ["__DANGOL_INSPECT_GLUE__", "__DANGOL_INSPECT_WASM__"],
            },
        ]
    }

    /// One of the files that wasm-pack made.
    pub fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}{ending}", self.name))
    }
}
