"""The script that Streamlit runs for every visit and click."""

from kwalicode.ui.navigation import draw

draw()
