"""Django's SQLite backend, with connections that can be kept from one request to the next."""
