//! The shop's product feed, with the attribute names of Google Merchant Center.

use std::path::Path;

use crate::attributes;
use crate::catalog::Catalog;
use crate::error::Error;

/// Writes the feed as CSV and says how many bytes it has.
pub fn write(catalog: &Catalog, path: &Path) -> Result<u64, Error> {
    let write_error = |source| Error::Write {
        path: path.to_owned(),
        source,
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let line = |writer: &mut csv::Writer<Vec<u8>>, fields: &[&str]| {
        writer
            .write_record(fields)
            .map_err(|error| write_error(std::io::Error::other(error)))
    };
    line(
        &mut writer,
        &[
            "id",
            "title",
            "link",
            "image_link",
            "price",
            "product_type",
            "availability",
            "item_group_id",
            "color",
            "material",
            "pattern",
            "multipack",
            "attr:Kind|종류",
            "attr:Motif|모티프",
        ],
    )?;
    for product in &catalog.products {
        let compared = attributes::of(product).map(|attribute| attribute.both());
        let [color, material, pattern, pieces, kind, motif] = &compared;
        line(
            &mut writer,
            &[
                &product.id,
                &product.title,
                &product.link,
                &product.image,
                &format!("{} {}", product.price_decimal(), product.currency),
                product.category.en,
                if product.in_stock {
                    "in_stock"
                } else {
                    "out_of_stock"
                },
                product.group.as_deref().unwrap_or_default(),
                color,
                material,
                pattern,
                pieces,
                kind,
                motif,
            ],
        )?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| write_error(std::io::Error::other(error.to_string())))?;
    std::fs::write(path, &bytes).map_err(write_error)?;
    Ok(bytes.len() as u64)
}
