"""Pictures for a publication, as SVG."""
