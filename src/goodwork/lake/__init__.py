"""Dataset versions, catalogue, ingestion."""
