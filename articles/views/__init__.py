"""Readers' pages. Every view starts from live editions."""
