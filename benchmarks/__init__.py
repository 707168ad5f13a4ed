"""How fast kwalicode is: `make bench` runs all of it; figures go to docs/benchmarks.md."""
