<?php
// Loaded with every page: replies come from one address and as fast as they are taken, and nothing is mailed.
function wp_mail() {
	return true;
}
add_filter( 'wp_is_comment_flood', '__return_false', 99 );
add_filter( 'redirect_canonical', '__return_false' ); // a port of loopback is not its idea of an address
