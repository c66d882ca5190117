"""A message that is ready in the sender's own WhatsApp; sending it stays hers."""

from __future__ import annotations

from urllib.parse import quote


def whatsapp(phone: str, text: str) -> str:
    """``phone`` as it is kept, ``62…``. Whatever stands in the address is seen by others: never a secret."""
    return f"https://wa.me/{quote(phone)}?text={quote(text, safe='')}"
