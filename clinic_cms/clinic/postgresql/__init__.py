"""Django's PostgreSQL backend, whose kept connections are looked at before each request, not asked."""
