"""Puts tests/ itself on the path, so that every room's tests can import `fixture_reports`."""
