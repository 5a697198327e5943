<?php
// The functions of WordPress and WooCommerce that the example calls, as far as it calls them, and
// their hooks in the order in which they are fired.

define( 'ABSPATH', '/' );
define( 'WPMU_PLUGIN_URL', '/wp-content/mu-plugins' );

$hooks = array();
$codes = array();

function add_action( $name, $call, $priority = 10 ) {
	global $hooks;
	$hooks[ $name ][ $priority ][] = $call;
}
function remove_action( $name, $call, $priority = 10 ) {
	global $hooks;
	$hooks[ $name ][ $priority ] = array_diff( $hooks[ $name ][ $priority ] ?? array(), array( $call ) );
}
function do_action( $name, ...$values ) {
	global $hooks;
	$of = $hooks[ $name ] ?? array();
	ksort( $of );
	foreach ( $of as $calls ) {
		foreach ( $calls as $call ) {
			$call( ...$values );
		}
	}
}
function add_shortcode( $code, $call ) {
	global $codes;
	$codes[ $code ] = $call;
}
function esc_attr( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}
function wp_json_encode( $value, $flags = 0 ) {
	return json_encode( $value, $flags );
}
function home_url( $path ) {
	return $path;
}
function wp_print_script_tag( $attributes ) {
	$written = '';
	foreach ( $attributes as $name => $value ) {
		$written .= true === $value ? " $name" : sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	echo "<script$written></script>";
}
function wp_enqueue_style( $handle, $src ) {
	printf( '<link rel="stylesheet" id="%s-css" href="%s">', esc_attr( $handle ), esc_attr( $src ) );
}
function woocommerce_output_related_products() {
	echo '<ul class="related products"><li><a href="/shop">The shop’s own</a></li></ul>';
}
function is_cart() {
	return 'cart' === PAGE;
}
function get_woocommerce_currency() {
	return 'GBP';
}

class Product {
	public function __construct( private $id, private $sku, private $name, private $price, private $parent = 0 ) {}
	public function is_type( $type ) {
		return $type === ( $this->parent ? 'variation' : 'simple' );
	}
	public function get_parent_id() {
		return $this->parent;
	}
	public function get_id() {
		return $this->id;
	}
	public function get_sku() {
		return $this->sku;
	}
	public function get_name() {
		return $this->name;
	}
	public function get_price() {
		return $this->price;
	}
}
class Line {
	public function __construct( private $product, private $quantity ) {}
	public function get_product() {
		return $this->product;
	}
	public function get_quantity() {
		return $this->quantity;
	}
}
class Order {
	public function get_items() {
		// A product that is no longer in the shop has none.
		return array( new Line( wc_get_product( 9 ), 2 ), new Line( false, 1 ) );
	}
	public function get_order_number() {
		return '1001';
	}
	public function get_currency() {
		return 'GBP';
	}
}
class Cart {
	public function get_cart() {
		return array(
			'a' => array( 'data' => wc_get_product( 7 ), 'quantity' => 3 ),
			'b' => array( 'data' => wc_get_product( 12 ), 'quantity' => 1 ),
		);
	}
}
function wc_get_order( $id ) {
	return 1001 === $id ? new Order() : false;
}
function wc_get_product( $id ) {
	$products = array(
		7  => array( '22423', 'Regency </script> Cakestand & "3" Tier', '12.75' ),
		9  => array( '47566', 'Party Bunting', '4.95' ),
		11 => array( '21212', 'Cake cases', '0.55' ),
		12 => array( '21212-RED', 'Cake cases, red', '0.55', 11 ),
	);
	return new Product( $id, ...$products[ $id ] );
}
function WC() {
	return (object) array( 'cart' => new Cart() );
}
/** What WooCommerce writes at the foot of a product's page. */
function product_markup() {
	global $product;
	$markup = array(
		'@context' => 'https://schema.org/',
		'@type'    => 'Product',
		'name'     => $product->get_name(),
		'sku'      => $product->get_sku(),
		'offers'   => array( '@type' => 'Offer', 'price' => $product->get_price(), 'priceCurrency' => 'GBP' ),
	);
	echo '<script type="application/ld+json">' . json_encode( $markup, JSON_HEX_TAG ) . '</script>';
}

// Files of mu-plugins come before plugins, and so before WooCommerce.
require '/dangol.php';
add_action( 'woocommerce_after_single_product_summary', 'woocommerce_output_related_products', 20 );
do_action( 'plugins_loaded' );
do_action( 'init' );

$product = wc_get_product( 7 );
echo '<!doctype html><html lang="en"><head><title>Woo</title>';
do_action( 'wp_enqueue_scripts' );
do_action( 'wp_head' );
echo '</head><body>';
if ( 'product' === PAGE ) {
	do_action( 'woocommerce_before_main_content' );
	do_action( 'woocommerce_after_single_product_summary' );
	product_markup();
} elseif ( 'thanks' === PAGE ) {
	do_action( 'woocommerce_thankyou', 1001 );
} elseif ( 'privacy' === PAGE ) {
	echo $codes['dangol_privacy']();
}
do_action( 'wp_footer' );
echo '</body></html>';
