"""The same engines over Dask partitions."""
