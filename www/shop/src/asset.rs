//! The files that are copied into the site as they are.

/// Path in the site and contents.
pub static ASSETS: &[(&str, &str)] = &[
    // One file to fetch, several to read.
    (
        "assets/shop.css",
        concat!(
            include_str!("../assets/style/base.css"),
            "\n",
            include_str!("../assets/style/header.css"),
            "\n",
            include_str!("../assets/style/control.css"),
            "\n",
            include_str!("../assets/style/card.css"),
            "\n",
            include_str!("../assets/style/slot.css"),
            "\n",
            include_str!("../assets/style/home.css"),
            "\n",
            include_str!("../assets/style/category.css"),
            "\n",
            include_str!("../assets/style/product.css"),
            "\n",
            include_str!("../assets/style/opinion.css"),
            "\n",
            include_str!("../assets/style/search.css"),
            "\n",
            include_str!("../assets/style/basket.css"),
            "\n",
            include_str!("../assets/style/tour.css"),
            "\n",
        ),
    ),
    ("assets/lang.js", include_str!("../assets/lang.js")),
    ("assets/text.js", include_str!("../assets/text.js")),
    ("assets/money.js", include_str!("../assets/money.js")),
    (
        "assets/data-layer.js",
        include_str!("../assets/data-layer.js"),
    ),
    ("assets/basket.js", include_str!("../assets/basket.js")),
    ("assets/coupon.js", include_str!("../assets/coupon.js")),
    ("assets/header.js", include_str!("../assets/header.js")),
    ("assets/card.js", include_str!("../assets/card.js")),
    ("assets/list.js", include_str!("../assets/list.js")),
    (
        "assets/korean-words.js",
        include_str!("../assets/korean-words.js"),
    ),
    (
        "assets/search-index.js",
        include_str!("../assets/search-index.js"),
    ),
    (
        "assets/home-page.js",
        include_str!("../assets/home-page.js"),
    ),
    ("assets/opinion.js", include_str!("../assets/opinion.js")),
    ("assets/tastes.js", include_str!("../assets/tastes.js")),
    ("assets/wish.js", include_str!("../assets/wish.js")),
    ("assets/reorder.js", include_str!("../assets/reorder.js")),
    (
        "assets/category-page.js",
        include_str!("../assets/category-page.js"),
    ),
    (
        "assets/product-page.js",
        include_str!("../assets/product-page.js"),
    ),
    (
        "assets/search-page.js",
        include_str!("../assets/search-page.js"),
    ),
    (
        "assets/basket-page.js",
        include_str!("../assets/basket-page.js"),
    ),
    (
        "assets/checkout-page.js",
        include_str!("../assets/checkout-page.js"),
    ),
    (
        "assets/thanks-page.js",
        include_str!("../assets/thanks-page.js"),
    ),
    (
        "assets/account-page.js",
        include_str!("../assets/account-page.js"),
    ),
    (
        "assets/plain-page.js",
        include_str!("../assets/plain-page.js"),
    ),
    ("assets/favicon.svg", include_str!("../assets/favicon.svg")),
    ("demo/clock.js", include_str!("../assets/demo/clock.js")),
    ("demo/tier.js", include_str!("../assets/demo/tier.js")),
    ("demo/moments.js", include_str!("../assets/demo/moments.js")),
    (
        "demo/personas.js",
        include_str!("../assets/demo/personas.js"),
    ),
    ("demo/scenes.js", include_str!("../assets/demo/scenes.js")),
    ("demo/visitor.js", include_str!("../assets/demo/visitor.js")),
    ("demo/tour.js", include_str!("../assets/demo/tour.js")),
    ("demo/offer.js", include_str!("../assets/demo/offer.js")),
    (
        "demo/visitor-bar.js",
        include_str!("../assets/demo/visitor-bar.js"),
    ),
    (
        "demo/visitor-bar.css",
        include_str!("../assets/demo/visitor-bar.css"),
    ),
    (
        "demo/stored-data.js",
        include_str!("../assets/demo/stored-data.js"),
    ),
];
