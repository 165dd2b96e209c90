"""Templates, brands and platforms as YAML: reading, validation, the catalog, and rows to cards."""
