"""Who sees what, cell by cell, in plain words."""

TITLE = "Aturan akses"
INTRO = (
    "Atur apa yang boleh dibaca, dihitung, dan dikomentari oleh setiap peran, menurut pemilik isian dan statusnya. "
    "Perubahan berlaku pada klik berikutnya dari setiap orang dan dicatat."
)
ROLE = "Peran"
ROLES = {
    "peserta": "Peserta",
    "diskominfo": "Diskominfo",
    "pimpinan": "Pimpinan",
    "pendamping": "Pendamping",
}
RELATIONS = {
    "own": "Isian unitnya sendiri",
    "below": "Isian unit di bawah kecamatannya",
    "other": "Isian unit lain",
}
RIGHTS = {"read": "Baca", "count": "Hitung", "comment": "Komentar"}
MEANING = (
    "**Baca**: melihat isinya. **Hitung**: melihat baris unit itu dalam cakupan. **Komentar**: menulis komentar; "
    "hanya mungkin bila dapat dibaca. Draf tidak pernah dapat dibaca di luar unitnya."
)
FIELDS = {"visibility": "komentar memerlukan izin baca"}


def switch(right: str, *, is_on: bool) -> str:
    """What is allowed is told by a tick, not by colour alone."""
    return f":material/check: {RIGHTS[right]}" if is_on else RIGHTS[right]


def saved(role: str, relation: str, status: str, rights: list[str]) -> str:
    what = ", ".join(right.lower() for right in rights) or "tidak ada"
    return f"Tersimpan untuk {ROLES[role]}, {RELATIONS[relation].lower()}, status {status.lower()}: {what}."
