<section>
<h2><?php echo esc_html( get_comments_number() ); ?> replies</h2>
<ol><?php wp_list_comments( array( 'style' => 'ol', 'avatar_size' => 0 ) ); ?></ol>
<?php comment_form(); ?>
</section>
