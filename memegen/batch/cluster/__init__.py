"""Batches on a Dask cluster: connection, tasks and workers."""
