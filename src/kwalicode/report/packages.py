"""Files that are zips of parts, written so that they tell nothing but what stands on the page."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The two non-characters that normal text may hold and XML may not.
NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def sealed(content: bytes, *, exported: date, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Write a zip again without the hour it was made, which would tell who worked when.

    Args:
        content: A `.docx`, `.xlsx` or `.odt`.
        exported: Day that its properties give.
        parts: What stands in the file instead of the parts of these names; others that it has no
            place for, by an empty value, go.
    """
    parts = parts or {}
    stamp = f"{exported.isoformat()}T00:00:00Z".encode()
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            data = parts.get(name, old.read(name))
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + stamp, data)
            if data or name not in parts:
                info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                # The first part of an .odt says what it is, and is read as it lies.
                info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                new.writestr(info, data)
    return file.getvalue()
