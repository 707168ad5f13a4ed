"""Trains the learned layer of the de-identification; see training/README.md."""
