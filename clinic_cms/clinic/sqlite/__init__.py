"""Django's SQLite backend, with connections that are kept between requests and writers who take turns."""
