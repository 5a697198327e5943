<?php
/**
 * Plugin Name: Dangol
 * Description: One-to-one service, computed in the shopper's own browser.
 *
 * Goes into wp-content/mu-plugins, with the folder dangol beside it. Dangol's files, config.json
 * and the model lie in /dangol/ of the site.
 */

defined( 'ABSPATH' ) || exit;

add_action( 'wp_head', 'dangol_tag' );
add_action( 'woocommerce_before_main_content', 'dangol_greeting', 5 );
add_action( 'woocommerce_after_single_product_summary', 'dangol_related', 20 );
add_action( 'woocommerce_before_cart', 'dangol_basket' );
add_action( 'woocommerce_cart_is_empty', 'dangol_basket' );
add_action( 'woocommerce_thankyou', 'dangol_purchase' );
add_shortcode( 'dangol_privacy', 'dangol_privacy' );

// It is the fallback of the row that takes its place.
remove_action( 'woocommerce_after_single_product_summary', 'woocommerce_output_related_products', 20 );

/** The tag. WordPress puts the nonce of the site's policy on it, where there is one. */
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
			'src'   => content_url( 'mu-plugins/dangol/events.js' ),
		)
	);
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
	$items = array();
	foreach ( WC()->cart->get_cart() as $line ) {
		$items[] = dangol_item( $line['data'], $line['quantity'] );
	}
	dangol_event( 'view_cart', array( 'currency' => get_woocommerce_currency(), 'items' => $items ) );
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
	dangol_event(
		'purchase',
		array(
			'transaction_id' => $order->get_order_number(),
			'currency'       => $order->get_currency(),
			'items'          => $items,
		)
	);
}

/** The page where the shopper sees what is kept: [dangol_privacy] */
function dangol_privacy() {
	return '<dangol-privacy></dangol-privacy>';
}

/** The catalogue's id: the SKU, as WooCommerce's own JSON-LD and its CSV have it. */
function dangol_id( $product ) {
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
function dangol_event( $name, $params ) {
	printf(
		'<script type="application/json" class="dangol-event">%s</script>',
		wp_json_encode( array( $name, $params ), JSON_HEX_TAG | JSON_HEX_AMP )
	);
}
