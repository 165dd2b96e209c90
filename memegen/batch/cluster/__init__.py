"""Task graph, workers and payloads of batches on a Dask cluster."""
