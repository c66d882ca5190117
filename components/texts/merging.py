"""Merging answers that say the same: what Diskominfo reads there, and what everybody reads beside a merged one."""

from components.texts import format as fmt
from components.texts.format import BySheet

TITLE = "Gabungkan"
INTRO = (
    "Isian yang maksudnya sama dapat digabung menjadi satu. Tidak ada yang hilang: isian asal, unit, dukungan, komentar, "
    "bukti, nilai, dan kaitan solusinya tetap ada, dan dapat dipisahkan lagi selama pemungutan suara belum dibuka."
)
SHEET = "Survei"
SHEETS = {"problem": "Masalah", "solution": "Solusi"}
PILLAR = "Pilar"
ALL_PILLARS = "Semua pilar"
ONE = BySheet({"problem": "masalah", "solution": "solusi", "other": "isian"})

# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────
SUGGESTED = "Mungkin serupa"
SUGGESTED_HELP = "Disusun dari kemiripan judul. Program tidak menggabungkan apa pun; Anda yang memutuskan."
NO_GROUPS = "Tidak ada kelompok judul yang mirip di sini."
NOTHING = "Belum ada isian yang dikirim atau diterima di sini."
COMPARE = "Bandingkan"
DISSIMILAR = "Bukan serupa"
DISMISSED = "Kelompok ini tidak akan disarankan lagi."
RECALL = "Sarankan lagi"
RECALLED = "Keduanya dapat disarankan lagi sebagai kelompok."
CHOOSE = "Pilih sendiri"
CHOOSE_HELP = "Dua sampai dua belas isian untuk dibandingkan"
CHOOSE_HINT = "Ketik nomor atau kata dari judul"
TOO_FEW = "Silakan pilih paling sedikit dua isian."
ACTS = "Penggabungan terakhir"
NO_ACTS = "Belum ada yang digabung."
UNDO = "Batalkan"
UNDONE = "Sudah dibatalkan. Semua kembali seperti sebelumnya, dan unitnya diberi tahu."
SEE = "Lihat dan pisahkan"


def groups_found(shown: int, found: int) -> str:
    """How many groups there are, where not all of them are shown."""
    if shown == found:
        return f"{fmt.whole(found)} kelompok"
    return f"{fmt.whole(shown)} dari {fmt.whole(found)} kelompok; sisanya tampil setelah ini dikerjakan"


def dismissed(pairs: int) -> str:
    return f"Ditandai bukan serupa ({fmt.whole(pairs)} pasangan)"


def cut(most: int) -> str:
    return f"Yang dibandingkan adalah {fmt.whole(most)} isian terbaru. Silakan pilih pilarnya agar semuanya terjangkau."


def line(number: int, title: str, unit: str) -> str:
    return f"{number}. {title} · {unit}"


def act(kind: str, numbers: tuple[int, ...], into: str) -> str:
    listed = fmt.listing([str(number) for number in numbers])
    return (
        f"Nomor {listed} digabung ke {into}" if kind == "merge" else f"Nomor {listed} dipisahkan dari {into}"
    )


def act_by(who: str, moment: str) -> str:
    return f"{who} · {moment}"


def act_undone(who: str, moment: str) -> str:
    return f"Dibatalkan oleh {who} pada {moment}"


# ── a group side by side ────────────────────────────────────────────────────────────────────────────────────
BACK = "Semua kelompok"
GROUP_TITLE = "Bandingkan, lalu gabungkan"
GONE = "Isian ini sudah tidak dapat digabung: mungkin sudah digabung, dipisahkan, atau dikembalikan."
ALL_VALUES = "Semua isiannya"
VOTED_ON = "Sudah masuk pemungutan suara, jadi tidak dapat digabung lagi."
MERGED_ALREADY = "Sudah digabung atau tidak sedang dikirim atau diterima."
INTO = "Digabung menjadi"
INTO_HELP = "Isian yang dipilih tetap seperti adanya; yang lain mengikutinya."
NEW_WORDS = "Rumusan baru"
NEW_WORDS_CAPTION = "Isian baru atas nama Diskominfo; semua isian asal mengikutinya."
NO_UNIT = "Rumusan baru memerlukan unit pada akun Anda. Silakan pilih salah satu isian sebagai yang utama."
BASED_ON = "Berangkat dari"
BASED_ON_HELP = "Angka, lokasi, dan pilihan disalin dari isian ini; teksnya dapat diubah di bawah."
TITLE_MISSING = "Silakan tuliskan judulnya terlebih dahulu."
CHOOSE_PILLAR = "Isiannya dari beberapa pilar. Digabung di pilar"
PILLAR_MISSING = "Silakan pilih pilarnya terlebih dahulu."
REASON = "Alasan penggabungan (boleh kosong; dibaca oleh semua unit yang isiannya digabung)"
FIELDS = {"pillar_code": "pilar", "title": "judul", "reason": "alasan", "answer_ids": "isian yang dipilih"}


def joins(number: int | None) -> str:
    return f"Ikut digabung: nomor {number}"


def merge(count: int) -> str:
    return f"Gabungkan {fmt.whole(count)} isian"


def main(number: int | None, title: str | None) -> str:
    return f"{number}. {title or ''}"


def figures(supports: int, comments: int, files: int, linked: str | None) -> str:
    said = [f"{fmt.whole(supports)} dukungan", f"{fmt.whole(comments)} komentar", f"{fmt.whole(files)} bukti"]
    return " · ".join([*said, linked] if linked else said)


def linked_solutions(count: int) -> str:
    return f"{fmt.whole(count)} solusi terkait"


def linked_problems(count: int) -> str:
    return f"{fmt.whole(count)} masalah terkait"


def parts(count: int) -> str:
    return f"Sudah memuat {fmt.whole(count)} isian lain"


def merged(numbers: list[int], into: int) -> str:
    return f"Nomor {fmt.listing([str(number) for number in numbers])} sudah digabung ke nomor {into}. Unitnya diberi tahu."


# ── what became one ─────────────────────────────────────────────────────────────────────────────────────────
SPLIT = "Pisahkan"
SPLIT_TITLE = "Isian asal"
SPLIT_INTRO = "Yang dipisahkan kembali ke status sebelumnya, dengan semua yang dimilikinya."
NONE_MERGED = "Tidak ada isian yang sedang digabung di sini."


def split(number: int | None) -> str:
    return f"Nomor {number} sudah dipisahkan. Unitnya diberi tahu."


# ── beside an answer ────────────────────────────────────────────────────────────────────────────────────────
WORDING = "Rumusan baru Diskominfo untuk beberapa isian yang maksudnya sama."
ORIGINALS = "Gabungan dari"
TO_MERGING = "Gabungkan dengan isian lain"
TO_SPLITTING = "Kelola isian asalnya"


def merged_into(number: int, title: str | None) -> str:
    return f"Digabung ke {number}. {title or ''}"


def open_root(sheet: str, number: int) -> str:
    return f"Buka {ONE[sheet]} {number}"


def merged_when(who: str, moment: str) -> str:
    return f"Digabung oleh {who} pada {moment}"


def why(reason: str) -> str:
    return f"Alasan: {reason}"


def contributed(units: int) -> str:
    return f"Dukungan dan nilai dari semuanya dihitung bersama, setiap orang satu kali. {fmt.whole(units)} unit ikut mengusulkan."
