"""Reads raw dispatches: pure functions from bytes to a frozen record, then one store."""
