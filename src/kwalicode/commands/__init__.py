"""Groups of commands that `cli` puts together: parse, one call, print."""
