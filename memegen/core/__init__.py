"""What the other rooms build on and that knows nothing of graphics: diagnostics, files, caches, frozen data."""
