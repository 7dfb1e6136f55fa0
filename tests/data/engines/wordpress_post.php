<?php
// Publishes a post; prints its number.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require 'wp-load.php';
echo wp_insert_post(['post_title' => $argv[1], 'post_content' => $argv[2], 'post_status' => 'publish', 'post_author' => 1]);
