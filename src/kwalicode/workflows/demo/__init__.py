"""The demo study, made from the readable files in `sample_data/`."""
