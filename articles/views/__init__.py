"""The readers' pages, one module per kind."""
