"""briefgen: news reports in, a dated brief out, every sentence with its source."""

__version__ = "0.1.0"
