"""Browser parts: html, css and js of our own, and the Python that feeds them."""
