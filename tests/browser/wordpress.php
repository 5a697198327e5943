<?php
// The functions of WordPress and WooCommerce that the example calls, as far as it calls them, and
// the hooks of three templates in their order.

define( 'ABSPATH', '/' );

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
function content_url( $path ) {
	return '/wp-content/' . $path;
}
function wp_print_script_tag( $attributes ) {
	$written = '';
	foreach ( $attributes as $name => $value ) {
		$written .= true === $value ? " $name" : sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	echo "<script$written></script>";
}
function woocommerce_output_related_products() {
	echo '<ul class="related products"><li><a href="/shop">The shop’s own</a></li></ul>';
}
function get_woocommerce_currency() {
	return 'GBP';
}

class Product {
	public function __construct( private $sku, private $name, private $price ) {}
	public function get_sku() {
		return $this->sku;
	}
	public function get_id() {
		return 7;
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
		global $product, $other;
		// A product that is no longer in the shop has none.
		return array( new Line( $other, 2 ), new Line( false, 1 ) );
	}
	public function get_order_number() {
		return '1001';
	}
	public function get_currency() {
		return 'GBP';
	}
}
function wc_get_order( $id ) {
	return 1001 === $id ? new Order() : false;
}
function WC() {
	global $product;
	$cart = new class( $product ) {
		public function __construct( private $product ) {}
		public function get_cart() {
			return array( array( 'data' => $this->product, 'quantity' => 3 ) );
		}
	};
	return (object) array( 'cart' => $cart );
}

$product = new Product( '22423', 'Regency </script> Cakestand & "3" Tier', '12.75' );
$other   = new Product( '47566', 'Party Bunting', '4.95' );

// WooCommerce hooks its own before a mu-plugin takes it away.
add_action( 'woocommerce_after_single_product_summary', 'woocommerce_output_related_products', 20 );
require '/dangol.php';

echo '<!doctype html><html lang="en"><head><title>Woo</title>';
do_action( 'wp_head' );
echo '</head><body>';
if ( 'product' === PAGE ) {
	do_action( 'woocommerce_before_main_content' );
	do_action( 'woocommerce_after_single_product_summary' );
} elseif ( 'cart' === PAGE ) {
	do_action( 'woocommerce_before_cart' );
} elseif ( 'thanks' === PAGE ) {
	do_action( 'woocommerce_thankyou', 1001 );
} else {
	echo $codes['dangol_privacy']();
}
