"""Django's PostgreSQL backend, whose kept connections are not asked before each request."""
