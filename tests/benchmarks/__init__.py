"""How fast the product is, against other ways of doing the same job on the same files: `python -m tests.benchmarks`."""
