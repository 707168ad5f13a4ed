"""Start the web app for the studies in this folder: `python app.py` or `streamlit run app.py`."""

from pathlib import Path

from kwalicode.ui.server import app, serve

__all__ = ["app"]

if __name__ == "__main__":
    serve(Path(), port=8501, address="127.0.0.1")
