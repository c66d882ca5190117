"""What units are asked about an answer and say: referrals, whether they will lead it, its sub-pillar."""

# ── what was returned ───────────────────────────────────────────────────────────────────────────────────────
FIX = "Perlu diperbaiki"


def fix(reason: str) -> str:
    return f"{FIX}: {reason}"


def returned_until(day: str) -> str:
    return f"Dikembalikan untuk diperbaiki. Perbaiki dan kirim lagi paling lambat {day}."


def returned_by(who: str, moment: str) -> str:
    return f"Dikembalikan oleh {who}, {moment}."


# ── referrals ───────────────────────────────────────────────────────────────────────────────────────────────
REFERRALS = "Disposisi"
HOME_REFERRALS = "Disposisi yang perlu dijawab"
HOME_CONSENTS = "Kesediaan yang ditanyakan kepada unit Anda"
HOME_CONSENTS_HELP = "Unit lain mengusulkan unit Anda sebagai penanggung jawab solusi ini."
ASKED_YOU = "Unit Anda diminta menjawab"
RESPONSE = "Jawaban unit Anda"
RESPONSES = {
    "menanggapi": "Menanggapi",
    "menambah_data": "Menambah data",
    "bukan_kewenangan": "Bukan kewenangan kami",
}
BODY = "Tanggapan"
NOTE = "Catatan (bila ada)"
FIGURE = "Keterangan dan angka"
FIGURE_UNIT = "Satuan (bila ada)"
YEAR = "Tahun (bila ada)"
SOURCE = "Sumber"
AUTHORITY = "Kewenangan siapa"
AUTHORITIES = {"provinsi": "Provinsi", "pusat": "Pemerintah pusat", "opd_lain": "OPD lain"}
OTHER_UNIT = "OPD lain"
CHOOSE_UNIT = "Pilih OPD"
SEND = "Kirim jawaban"
INCOMPLETE = "Silakan lengkapi jawabannya terlebih dahulu."
SENT = "Jawaban unit Anda tersimpan. Peninjau diberi tahu."
UNANSWERED = "Belum dijawab"
OVERDUE = "Belum dijawab, lewat waktu"
FIELDS = {
    "body": "tanggapan",
    "data": "data",
    "authority": "kewenangan",
    "other_unit": "OPD lain",
    "response": "jawaban",
    "sub_pillar": "subpilar",
}


def asked(unit: str, question: str) -> str:
    return f"{unit}: {question}"


def until(day: str) -> str:
    return f"Dijawab paling lambat {day}"


def late(day: str) -> str:
    return f"Lewat waktu: seharusnya dijawab paling lambat {day}"


def response(word: str, who: str, moment: str) -> str:
    return f"{RESPONSES[word]} · {who}, {moment}"


def authority(word: str, other: str | None) -> str:
    return f"Kewenangan: {other or AUTHORITIES[word]}"


def data(row: dict[str, object]) -> str:
    """One row of data on a line: the figure, its unit and year, and where it is from."""
    parts = [str(row[key]) for key in ("figure", "unit", "year") if row.get(key)]
    return f"{', '.join(parts)} (sumber: {row.get('source', '')})"


# ── willing to lead ─────────────────────────────────────────────────────────────────────────────────────────
CONSENT = "Kesediaan penanggung jawab"
WILLING = {
    "bersedia": "Bersedia",
    "bersedia_dengan_perubahan": "Bersedia dengan perubahan",
    "tidak_bersedia": "Tidak bersedia",
}
NOT_SAID = "belum menjawab"
ASK_CONSENT = "Unit Anda diusulkan sebagai penanggung jawab solusi ini. Apakah unit Anda bersedia?"
ASK_AGAIN = "Unit Anda dapat mengubah jawabannya sampai pemungutan suara dibuka."
CONSENT_BODY = "Perubahan yang diminta, atau alasan"
CONSENT_SEND = "Simpan kesediaan"
CONSENT_SENT = "Jawaban kesediaan unit Anda tersimpan. Unit pengusul diberi tahu."
CONSENT_UNDO = "Batalkan jawaban terakhir"
CONSENT_UNDONE = "Jawaban terakhir dibatalkan. Unit pengusul diberi tahu."
BODY_MISSING = "Silakan tuliskan perubahan atau alasannya terlebih dahulu."


def lead(unit: str, word: str | None) -> str:
    said = WILLING[word].lower() if word else NOT_SAID
    return f"{unit}: {said}"


def said_by(who: str, moment: str) -> str:
    return f"Dijawab oleh {who}, {moment}"


# ── the sub-pillar ──────────────────────────────────────────────────────────────────────────────────────────
SUB_PILLAR_ASKED = "Isian ini dipindahkan ke pilar lain. Silakan pilih subpilarnya; isi lainnya tetap."
SUB_PILLAR = "Subpilar"
SUB_PILLAR_SEND = "Simpan subpilar"
SUB_PILLAR_SENT = "Subpilar tersimpan."
