"""What Diskominfo reads on its first page, and on the list of drafts that rest."""

from components.texts import format as fmt

TITLE = "Meja Diskominfo"
CLEAR = "Tidak ada yang menunggu: semua isian sudah ditinjau, tidak ada akun terkunci, dan tidak ada permintaan kata sandi."
WAITING = "Menunggu peninjauan, menurut hari sejak dikirim"
AGES = {"new": "0–2 hari", "older": "3–6 hari", "oldest": "7 hari atau lebih"}
MISSING = "Unit yang belum mengirim"
PEOPLE = "Akun dan draf"
MOST_COUNTED = 1000

IDLE_TITLE = "Draf yang terhenti"
IDLE_INTRO = "Draf yang tidak diubah selama 3 hari atau lebih, dari yang paling lama. Isinya hanya dapat dibaca unitnya."
NO_IDLE = "Tidak ada draf yang terhenti."
NO_MORE = "Tidak ada draf lagi."
UNIT = "Unit"
ALL_UNITS = "Semua unit"
EARLIER = "Halaman sebelumnya"
LATER = "Halaman berikutnya"


def waiting(age: str, count: int) -> str:
    """``3–6 hari: 12``."""
    return f"{AGES[age]}: {fmt.whole(count)}"


def missing(label: str, units: int) -> str:
    return f"{label}: {fmt.whole(units)} unit" if units else f"{label}: semua unit sudah mengirim"


def idle(count: int) -> str:
    most = " atau lebih" if count >= MOST_COUNTED else ""
    return f"Draf terhenti 3 hari: {fmt.whole(count)}{most}"


def locked(count: int) -> str:
    return f"Akun terkunci: {fmt.whole(count)}"


def password_requests(count: int) -> str:
    return f"Permintaan kata sandi: {fmt.whole(count)}"


def draft(sheet: str, pillar: str, author: str, days: int, changed: str) -> str:
    where = f", pilar {pillar}" if pillar else ""
    return f"{sheet}{where} · dimulai {author} · terakhir diubah {fmt.whole(days)} hari lalu ({changed})"
