"""Places that are reached over a network: folders of photos and of pictures at any address that fsspec knows."""
