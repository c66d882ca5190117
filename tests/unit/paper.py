"""What stands on a printed page."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode


def drawn(pdf: bytes) -> bytes:
    """What stands on the pages, as far as it is in a font that is not embedded."""
    packed = re.findall(rb"/ASCII85Decode /FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.S)
    return b"".join(zlib.decompress(a85decode(b"<~" + one.strip(), adobe=True)) for one in packed)
