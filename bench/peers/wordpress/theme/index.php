<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo( 'charset' ); ?>">
<title><?php wp_title( '' ); ?></title>
<?php wp_head(); ?>
</head>
<body>
<?php while ( have_posts() ) : the_post(); ?>
<article>
<h1><?php the_title(); ?></h1>
<p><?php echo esc_html( get_the_excerpt() ); ?></p>
<?php the_content(); ?>
</article>
<?php comments_template(); ?>
<?php endwhile; ?>
<?php wp_footer(); ?>
</body>
</html>
