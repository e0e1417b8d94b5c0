<?php
// Installs WordPress and puts our article and its replies into it: php fill.php HOST FOLDER told.json
$_SERVER['HTTP_HOST'] = $argv[1];
define( 'WP_INSTALLING', true );
require $argv[2] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'Peer', 'editor', 'editor@example.org', true, '', wp_generate_password( 24 ) );
switch_theme( 'measured' );
$settings = array(
	'comment_moderation'           => 1, // each is held, as ours are
	'comments_notify'              => 0,
	'moderation_notify'            => 0,
	'thread_comments'              => 1,
	'page_comments'                => 0,
	'close_comments_for_old_posts' => 0,
	'show_avatars'                 => 0,
);
foreach ( $settings as $name => $value ) {
	update_option( $name, $value );
}

$told = json_decode( file_get_contents( $argv[3] ), true );
$page = wp_insert_post(
	wp_slash(
		array(
			'post_title'     => $told['title'],
			'post_excerpt'   => $told['summary'],
			'post_content'   => $told['html'],
			'post_name'      => 'guide',
			'post_status'    => 'publish',
			'comment_status' => 'open',
		)
	)
);
$made = array();
foreach ( $told['replies'] as $row ) {
	$made[ $row['id'] ] = wp_insert_comment(
		wp_slash(
			array(
				'comment_post_ID'  => $page,
				'comment_author'   => $row['name'],
				'comment_content'  => $row['text'],
				'comment_parent'   => $row['root'] ? $made[ $row['root'] ] : 0,
				'comment_date_gmt' => gmdate( 'Y-m-d H:i:s', strtotime( $row['at'] ) ),
				'comment_approved' => 1,
			)
		)
	);
}
$wp_rewrite->set_permalink_structure( '/%postname%/' );
flush_rewrite_rules();
echo $page;
