<?php
/**
 * Plugin Name: Dangol
 * Description: One-to-one service, computed in the shopper's own browser.
 *
 * Goes into wp-content/mu-plugins, with the folder dangol beside it. Dangol's files, config.json
 * and the model lie in /dangol/ of the site.
 */

defined( 'ABSPATH' ) || exit;

add_action( 'wp_enqueue_scripts', 'dangol_styles' );
add_action( 'wp_head', 'dangol_tag' );
add_action( 'wp_footer', 'dangol_basket' );
add_action( 'woocommerce_before_main_content', 'dangol_greeting', 5 );
add_action( 'woocommerce_after_single_product_summary', 'dangol_related', 20 );
add_action( 'woocommerce_thankyou', 'dangol_purchase' );
add_shortcode( 'dangol_privacy', 'dangol_privacy' );

// WooCommerce's own row is the fallback within Dangol's. Plugins come after this file, so the row
// can be taken from its place only later.
add_action( 'init', 'dangol_take_related' );

function dangol_take_related() {
	remove_action( 'woocommerce_after_single_product_summary', 'woocommerce_output_related_products', 20 );
}

/** The tags. A policy's nonce comes by the filter wp_script_attributes, as on any other script. */
function dangol_tag() {
	$base = home_url( '/dangol/' );
	wp_print_script_tag(
		array(
			'async'       => true,
			'src'         => $base . 'dangol.js',
			'data-config' => $base . 'config.json',
		)
	);
	wp_print_script_tag(
		array(
			'defer' => true,
			'src'   => WPMU_PLUGIN_URL . '/dangol/events.js',
		)
	);
}

function dangol_styles() {
	wp_enqueue_style( 'dangol', WPMU_PLUGIN_URL . '/dangol/dangol.css', array(), '1' );
}

function dangol_greeting() {
	echo '<dangol-greeting></dangol-greeting>';
}

/** Related products of Dangol's, and WooCommerce's own until there are any. */
function dangol_related() {
	global $product;
	printf( '<dangol-recs kind="related" limit="4" item-id="%s">', esc_attr( dangol_id( $product ) ) );
	woocommerce_output_related_products();
	echo '</dangol-recs>';
}

/** What is in the basket, on the page of the basket, which no cache keeps. */
function dangol_basket() {
	if ( ! is_cart() ) {
		return;
	}
	$items = array();
	foreach ( WC()->cart->get_cart() as $line ) {
		$items[] = dangol_item( $line['data'], $line['quantity'] );
	}
	dangol_event( 'view_cart', get_woocommerce_currency(), $items );
}

/** What was bought. Told twice, an order counts once. */
function dangol_purchase( $order_id ) {
	$order = wc_get_order( $order_id );
	if ( ! $order ) {
		return;
	}
	$items = array();
	foreach ( $order->get_items() as $line ) {
		$product = $line->get_product();
		if ( $product ) {
			$items[] = dangol_item( $product, $line->get_quantity() );
		}
	}
	dangol_event( 'purchase', $order->get_currency(), $items, $order->get_order_number() );
}

/** The page where the shopper sees what is kept: [dangol_privacy] */
function dangol_privacy() {
	return '<dangol-privacy></dangol-privacy>';
}

/** The catalogue's id: the product's SKU or else its ID, and for a variation its product's. */
function dangol_id( $product ) {
	if ( $product->is_type( 'variation' ) ) {
		$product = wc_get_product( $product->get_parent_id() );
	}
	return $product->get_sku() ? $product->get_sku() : (string) $product->get_id();
}

function dangol_item( $product, $quantity ) {
	return array(
		'item_id'   => dangol_id( $product ),
		'item_name' => $product->get_name(),
		'price'     => (float) $product->get_price(),
		'quantity'  => (int) $quantity,
	);
}

/** Data, not a script: it needs nothing of the site's policy. */
function dangol_event( $name, $currency, $items, $number = null ) {
	$params = array(
		'currency' => $currency,
		'items'    => $items,
	);
	if ( $number ) {
		$params['transaction_id'] = $number;
	}
	printf(
		'<script type="application/json" class="dangol-event">%s</script>',
		wp_json_encode( array( $name, $params ), JSON_HEX_TAG | JSON_HEX_AMP )
	);
}
