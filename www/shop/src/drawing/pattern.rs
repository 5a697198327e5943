//! The patterns that titles name, as tiles that repeat over a thing.

use super::motif::Motif;
use crate::words::Words;

/// How a thing is printed all over.
#[derive(Debug, Clone, Copy)]
pub enum Pattern {
    /// Large dots.
    Retrospot,
    /// Small dots.
    Polkadot,
    /// Upright stripes.
    Stripe,
    /// Squares woven of stripes.
    Gingham,
    /// Spots of a leopard.
    Leopard,
    /// Lace of a doily.
    Lace,
    /// Rings.
    Circles,
    /// Zigzag.
    Zigzag,
    /// A motif scattered over it.
    Scattered(&'static Motif),
}

const RULES: &[(Pattern, &[&str])] = &[
    (Pattern::Retrospot, &["RETROSPOT", "RETRO SPOT", "BIG SPOT"]),
    (
        Pattern::Polkadot,
        &[
            "POLKADOT",
            "POLKA DOT",
            "POLKA",
            "SPOT",
            "SPOTTY",
            "DOTTY",
            "DOT",
            "SPOTS",
        ],
    ),
    (
        Pattern::Gingham,
        &[
            "GINGHAM",
            "CHECK",
            "TARTAN",
            "PATCHWORK",
            "CHECKED",
            "LATTICE",
            "TRELLIS",
        ],
    ),
    (
        Pattern::Stripe,
        &[
            "STRIPE",
            "STRIPED",
            "STRIPES",
            "STRIPEY",
            "CANDY",
            "REGENCY STRIPE",
            "DECKCHAIR",
            "BOUDICCA",
        ],
    ),
    (
        Pattern::Leopard,
        &["LEOPARD", "ANIMAL PRINT", "GIRAFFE", "ZEBRA"],
    ),
    (
        Pattern::Lace,
        &["DOILY", "LACE", "CROCHET", "FILIGREE", "BROCADE", "BAROQUE"],
    ),
    (
        Pattern::Circles,
        &[
            "CIRCLE",
            "CIRCLES",
            "ORBIT",
            "PSYCHEDELIC",
            "MOD",
            "HOOP",
            "SWIRLY",
            "ACAPULCO",
        ],
    ),
    (
        Pattern::Zigzag,
        &["ZIGZAG", "CHEVRON", "AZTEC", "MEDINA", "GEOMETRIC"],
    ),
];

impl Pattern {
    /// The first pattern that the words name; a named motif counts as one.
    pub(super) fn named(words: &Words) -> Option<Self> {
        RULES
            .iter()
            .find(|(_, phrases)| phrases.iter().any(|phrase| words.has(phrase)))
            .map(|(pattern, _)| *pattern)
            .or_else(|| Motif::named(words).map(Self::Scattered))
    }

    /// The names in English and Korean.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Retrospot => ("Retrospot", "레트로 도트"),
            Self::Polkadot => ("Polka dots", "물방울무늬"),
            Self::Stripe => ("Stripes", "줄무늬"),
            Self::Gingham => ("Checks", "체크무늬"),
            Self::Leopard => ("Leopard", "표범 무늬"),
            Self::Lace => ("Lace", "레이스"),
            Self::Circles => ("Circles", "동그라미"),
            Self::Zigzag => ("Zigzag", "지그재그"),
            Self::Scattered(motif) => (motif.en, motif.ko),
        }
    }

    /// Whether it is this motif scattered.
    pub(super) fn is_of(self, own: &Motif) -> bool {
        matches!(self, Self::Scattered(motif) if motif.name == own.name)
    }

    /// The SVG pattern `p`: the ground in `base`, the print in `first` and `second`.
    pub(super) fn tile(self, base: &str, first: &str, second: &str, scale: &str) -> String {
        let (size, print) = match self {
            Self::Retrospot => (
                26,
                format!(
                    "<g fill=\"{first}\"><circle cx=\"7\" cy=\"7\" r=\"5\"/><circle cx=\"20\" cy=\"20\" r=\"5\"/></g>"
                ),
            ),
            Self::Polkadot => (
                16,
                format!(
                    "<g fill=\"{first}\"><circle cx=\"4\" cy=\"4\" r=\"2.2\"/><circle cx=\"12\" cy=\"12\" r=\"2.2\"/></g>"
                ),
            ),
            Self::Stripe => (16, format!("<path fill=\"{first}\" d=\"M0 0h7v16H0z\"/>")),
            Self::Gingham => (
                18,
                format!("<path fill=\"{first}\" opacity=\".55\" d=\"M0 0h9v18H0zM0 0h18v9H0z\"/>"),
            ),
            Self::Leopard => (
                28,
                format!(
                    "<g fill=\"none\" stroke=\"{second}\" stroke-width=\"3\" stroke-linecap=\"round\"><path d=\"M4 8c0-5 8-5 8 0M18 20c-1 5-8 5-7 0M22 6c4 1 4 6 0 6\"/></g>"
                ),
            ),
            Self::Lace => (
                22,
                format!(
                    "<g fill=\"none\" stroke=\"{first}\" stroke-width=\"1.6\"><circle cx=\"11\" cy=\"11\" r=\"6.5\"/><circle cx=\"11\" cy=\"11\" r=\"2\"/><path d=\"M0 4a4 4 0 0 0 4-4M18 0a4 4 0 0 0 4 4M22 18a4 4 0 0 0-4 4M4 22a4 4 0 0 0-4-4\"/></g>"
                ),
            ),
            Self::Circles => (
                28,
                format!(
                    "<circle cx=\"14\" cy=\"14\" r=\"9\" fill=\"{first}\"/><circle cx=\"14\" cy=\"14\" r=\"5\" fill=\"{second}\"/>"
                ),
            ),
            Self::Zigzag => (
                20,
                format!(
                    "<path d=\"M0 13l5-6 5 6 5-6 5 6\" fill=\"none\" stroke=\"{first}\" stroke-width=\"3\"/>"
                ),
            ),
            Self::Scattered(motif) => (
                44,
                format!(
                    "<g id=\"q\" transform=\"translate(12 12) scale(.5)\">{}</g><use href=\"#q\" x=\"22\" y=\"22\"/>",
                    motif.painted(first, second)
                ),
            ),
        };
        format!(
            "<pattern id=\"p\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"scale({scale})\"><path fill=\"{base}\" d=\"M0 0h{size}v{size}H0z\"/>{print}</pattern>"
        )
    }
}
