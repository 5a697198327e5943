//! What is measured besides the defaults: options that the environment changes.

use dangol_builder::options::TrainOptions;

/// A name, and what it changes.
pub type Variant = (String, Box<dyn Fn(&mut TrainOptions)>);

/// The default, and what the environment variable `TRY` asks for: `field=value` parted
/// by commas, each changed alone.
pub fn variants() -> Vec<Variant> {
    let mut variants: Vec<Variant> = vec![("default".to_owned(), Box::new(|_| ()))];
    let wanted = std::env::var("TRY").unwrap_or_default();
    for change in wanted.split(',').filter(|change| !change.is_empty()) {
        let change = change.to_owned();
        variants.push((
            change.clone(),
            Box::new(move |options| {
                for part in change.split('+') {
                    let Some((field, value)) = part.split_once('=') else {
                        continue;
                    };
                    let number: f64 = value.parse().unwrap_or(f64::NAN);
                    match field {
                        "half_life_days" => options.half_life_days = number,
                        "popularity_damping" => options.popularity_damping = number,
                        "stale_half_life_days" => options.stale_half_life_days = number,
                        "shrinkage" => options.shrinkage = number,
                        "basket_damping" => options.basket_damping = number,
                        "max_basket" => options.max_basket = number as usize,
                        "later_orders" => options.later_orders = number as usize,
                        "link_half_life_days" => options.link_half_life_days = number,
                        "same" => options.blend[0] = number,
                        "later" => options.blend[1] = number,
                        "title" => options.blend[2] = number,
                        "max_word_titles" => options.max_word_titles = number as usize,
                        "content_price" => options.content_price = number,
                        "content_price_scale" => options.content_price_scale = number,
                        "content_sold" => options.content_sold = number,
                        "title_evidence" => options.title_evidence = number,
                        _ => eprintln!("no such field: {field}"),
                    }
                }
            }),
        ));
    }
    variants
}
