"""Persetujuan kepala unit: what the responsible person reads, and Diskominfo where it is switched on."""

from components.texts import format as fmt

# ── the officer who submits ─────────────────────────────────────────────────────────────────────────────────
SUBMIT = "Ajukan"
SUBMIT_AGAIN = "Ajukan lagi"
SUBMIT_HELP = "Penanggung jawab unit Anda memeriksanya, lalu mengirimkannya ke Diskominfo sebelum masa pengisian ditutup."


def submitted(moment: str) -> str:
    return f"Diajukan pada {moment} dan menunggu persetujuan penanggung jawab unit Anda."


# ── the responsible person ──────────────────────────────────────────────────────────────────────────────────
WAITS = "Menunggu persetujuan Anda. Silakan periksa isinya, lalu setujui atau kembalikan."
APPROVE = "Setujui dan kirim"
APPROVE_HELP = "Isian ini dikirim ke Diskominfo seperti yang tampil di bawah."
HAND_BACK = "Kembalikan ke petugas"
HAND_BACK_REASON = "Yang perlu diperbaiki"
HAND_BACK_CONFIRM = "Ya, kembalikan"
HANDED_BACK = "Sudah dikembalikan sebagai draf. Petugas unit Anda dapat membaca alasannya."

# ── Diskominfo ──────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Persetujuan kepala unit"
INTRO = (
    "Bila dinyalakan, isian yang dikirim petugas menunggu persetujuan penanggung jawab unitnya terlebih dahulu. "
    "Bila dimatikan, isian langsung dikirim."
)
FOR_ALL = "Nyalakan untuk semua unit"
PER_UNIT = "Per unit"
PER_UNIT_COVERED = "Sedang menyala untuk semua unit; pilihan per unit berlaku lagi bila itu dimatikan."
SEARCH = "Cari unit"
SEARCH_HINT = "Ketik sebagian nama"
NO_UNIT = "Tidak ada unit yang cocok."
NOBODY = (
    "Belum ada penanggung jawab. Tunjuk seseorang di halaman Akun; sampai saat itu isian unit ini menunggu."
)
NOBODY_YET = "Belum ada penanggung jawab."
TO_ACCOUNTS = "Tunjuk penanggung jawab di Akun"
EVERYBODY = "semua unit"


def responsible(names: list[str]) -> str:
    return f"Penanggung jawab: {fmt.listing(names)}"


def awaiting(count: int) -> str:
    return f"{fmt.whole(count)} isian menunggu persetujuan"


def without_responsible(count: int) -> str:
    return f"{fmt.whole(count)} unit belum mempunyai penanggung jawab; isiannya menunggu sampai ada yang ditunjuk."


def switched(where: str, *, is_on: bool) -> str:
    return f"Persetujuan untuk {where} sudah {'dinyalakan' if is_on else 'dimatikan'}."


# ── who is responsible, on the page of accounts ─────────────────────────────────────────────────────────────
RESPONSIBLE = "Penanggung jawab unit"
NAME_RESPONSIBLE = "Jadikan penanggung jawab"
NAME_SURE = "Orang ini menyetujui isian unitnya sebelum dikirim, bila persetujuan dinyalakan untuk unit itu."
NAME_CONFIRM = "Ya, jadikan penanggung jawab"
RELEASE = "Lepas dari penanggung jawab"
RELEASE_SURE = "Orang ini tidak lagi menyetujui isian unitnya."
RELEASE_CONFIRM = "Ya, lepas"


def now(name: str, *, is_responsible: bool) -> str:
    if is_responsible:
        return f"{name} sekarang menjadi penanggung jawab unitnya."
    return f"{name} tidak lagi menjadi penanggung jawab unitnya."
