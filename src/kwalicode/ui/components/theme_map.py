"""Pictures that were drawn, such as the theme map, in the browser, with buttons that save them."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from kwalicode.ui.language import _


@cache
def _component() -> Callable[..., Any]:
    # Made at the first use: outside a running app Streamlit does not know of our files.
    return st.components.v2.component(
        "kwalicode.theme_map",
        html='<div class="kw kwm"></div>',
        js="mount.js",
        css="map.css",
        isolate_styles=False,
    )


def show_theme_map(key: str, svg: str, *, may_save: bool) -> None:
    """Show a map that was drawn; see `show_picture`.

    Args:
        key: Differs wherever another study or language is meant.
        svg: See `report.pictures.theme_map.draw_theme_map`.
        may_save: Whether it was scanned for leaks and nothing was found.
    """
    show_picture(
        f"theme-map-{key}", svg, label=_("Theme map"), name=_("theme map"), may_save=may_save
    )


def show_picture(key: str, svg: str, *, label: str, name: str, may_save: bool) -> None:
    """Show a picture that was drawn; it can be saved as SVG, and as PNG made in the browser.

    Args:
        key: Differs wherever another picture is meant.
        svg: In the colours of `report.pictures.arrows` and `report.pictures.diagram`, on white.
        label: What it is, for screen readers.
        name: Of the file, without its ending.
        may_save: Whether nothing in it can expose anyone.
    """
    labels = {
        "fit": _("Fit to the page"),
        "full": _("Full size"),
        "map": label,
        "save_png": _("Save as PNG"),
        "save_svg": _("Save as SVG"),
    }
    data = {"svg": svg, "may_save": may_save, "name": name, "labels": labels}
    _component()(key=key, data=data)
