"""English as spaCy sees it: the one place that loads a pipeline, and the Document that extractors read."""
