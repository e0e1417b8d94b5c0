"""How dates are written, by language. Named in settings.FORMAT_MODULE_PATH."""
