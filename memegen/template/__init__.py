"""All validation, in one place: nodes of YAML to templates, brands and platforms."""
