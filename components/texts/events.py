"""What is said in the event log: what somebody did, after her name."""

TITLE = "Catatan peristiwa"
INTRO = (
    "Siapa melakukan apa, kapan, dan pada apa. Catatan ini tidak dapat diubah atau dihapus oleh siapa pun; "
    "isi jawaban, kata sandi, dan pilihan suara tidak pernah dicatat di sini."
)
SYSTEM = "Sistem"
NOTHING = "Tidak ada peristiwa yang cocok dengan saringan ini."
NO_MORE = "Tidak ada peristiwa yang lebih lama."
NEWEST = "Terbaru"
OLDER = "Lebih lama"
KIND = "Jenis peristiwa"
PERSON = "Nama pelaku"
SUBJECT = "Pada"
NUMBER = "Nomor isian"
FROM = "Sejak"
UNTIL = "Sampai"
ABOUT_ONE = "Hanya peristiwa tentang satu hal yang Anda pilih."
EVERYTHING = "Tampilkan semua"
XLSX = "Unduh sebagai Excel"
CSV = "Unduh sebagai CSV"
CARE = "Unduhan mengikuti saringan di atas, paling banyak 100.000 peristiwa terbaru, dan tercatat sebagai peristiwa."
FIELDS = {"from": FROM, "until": UNTIL}

# ── groups of acts, by the word that stands in the address ─────────────────────────────────────────────────
ALL_KINDS = "Semua jenis"
SIGN_IN = "Masuk dan kata sandi"
WRITING = "Pengisian"
REVIEW = "Peninjauan"
MERGING = "Penggabungan"
DISCUSSION = "Dukungan dan komentar"
RATING = "Penilaian"
STAGES = "Tahapan dan jadwal"
VOTING = "Pemungutan suara"
PEOPLE = "Akun dan peran"
SETTINGS = "Pengaturan"
EXPORTS = "Unduhan"

ACTS = {
    SIGN_IN: {
        "signed_in": "masuk",
        "signed_out": "keluar",
        "sign_in_locked": "mengunci akun setelah lima kali kata sandi salah",
        "password_changed": "mengganti kata sandinya",
        "notice_read": "membaca pemberitahuan pelindungan data pribadi",
    },
    WRITING: {
        "draft_created": "memulai draf",
        "answer_submitted": "mengajukan isian kepada penanggung jawab unit",
        "answer_approved": "menyetujui dan mengirim isian",
        "answer_handed_back": "mengembalikan isian kepada penulisnya",
        "answer_sent": "mengirim isian",
        "answer_reopened": "membuka lagi isian",
        "answer_withdrawn": "menarik isian",
        "answers_imported": "mengisi lewat Excel",
        "on_behalf_confirmed": "membenarkan isian yang diketik atas nama unit",
        "evidence_added": "menambah bukti",
        "evidence_removed": "menghapus bukti",
    },
    REVIEW: {
        "answer_accepted": "menerima isian",
        "answer_returned": "mengembalikan isian",
        "answer_declined": "menolak isian",
        "answer_moved": "memindahkan isian ke pilar lain",
        "sub_pillar_chosen": "memilih subpilar isian",
        "answer_referred": "mendisposisikan isian",
        "referral_answered": "menanggapi disposisi",
        "consent_given": "menjawab kesediaan memimpin solusi",
        "consent_undone": "membatalkan jawaban kesediaan",
        "review_undone": "membatalkan keputusan peninjauan",
    },
    MERGING: {
        "answers_merged": "menggabungkan isian",
        "answer_split": "memisahkan isian dari gabungannya",
        "merging_undone": "membatalkan penggabungan",
        "similar_dismissed": "menyatakan usulan isian serupa tidak sama",
        "similar_recalled": "menampilkan lagi usulan isian serupa",
    },
    DISCUSSION: {
        "answer_supported": "mendukung isian",
        "support_withdrawn": "menarik dukungan",
        "comment_added": "menulis komentar",
        "comment_edited": "mengubah komentar",
        "comment_removed": "menghapus komentar",
    },
    RATING: {
        "answer_rated": "menilai isian",
        "rating_mode_set": "menetapkan siapa yang menilai",
        "raters_named": "menunjuk penilai",
        "raters_removed": "memberhentikan penilai",
    },
    STAGES: {
        "window_set": "menetapkan jadwal",
        "window_closed": "menutup jadwal",
        "window_extended": "memberi satu unit tambahan waktu pada",
        "extension_ended": "mencabut tambahan waktu satu unit pada",
        "stage_set": "menentukan hari",
        "cycle_opened": "membuka putaran",
        "cycle_archived": "mengarsipkan putaran",
    },
    VOTING: {
        "round_opened": "membuka pemungutan suara",
        "ballot_cast": "memberi suara terbuka",
        "round_closed": "menutup pemungutan suara",
    },
    PEOPLE: {
        "participant_created": "membuat akun",
        "participant_changed": "mengubah akun",
        "participant_unlocked": "membuka kunci akun",
        "participants_imported": "menambah akun dari daftar",
        "slips_printed": "mencetak slip kata sandi",
        "participant_activated": "mengaktifkan akun",
        "participant_deactivated": "menonaktifkan akun",
        "password_reset": "memberi kata sandi sementara kepada",
        "responsible_named": "menunjuk penanggung jawab unit",
        "responsible_released": "membebaskan penanggung jawab unit",
    },
    SETTINGS: {
        "visibility_set": "mengubah aturan akses",
        "approval_switched_on": "menyalakan persetujuan kepala unit",
        "approval_switched_off": "mematikan persetujuan kepala unit",
        "questions_proposed": "menyusun perubahan pertanyaan",
        "proposal_dropped": "membuang perubahan pertanyaan",
        "questions_published": "menerbitkan pertanyaan",
        "sectors_set": "mengubah sektor unggulan",
        "synonym_set": "mengubah kamus singkatan",
        "synonym_removed": "menghapus dari kamus singkatan",
    },
    EXPORTS: {
        "answers_exported": "mengunduh jawaban",
        "events_exported": "mengunduh catatan peristiwa",
    },
}
KNOWN = {act: sentence for group in ACTS.values() for act, sentence in group.items()}
UNKNOWN = "melakukan perubahan lain"

ALL_SUBJECTS = "Semua"
SUBJECTS = {
    "answer": "Isian",
    "participant": "Akun",
    "unit": "Unit",
    "window": "Jadwal",
    "stage": "Bimtek",
    "round": "Pemungutan suara",
    "cycle": "Putaran",
    "visibility": "Aturan akses",
}
DETAILS = {
    "fields": "yang berubah",
    "opens_at": "dibuka",
    "closes_at": "ditutup",
    "role": "peran",
    "sheet": "lembar",
    "rows": "baris",
    "people": "orang",
    "mode": "cara",
    "units": "unit",
    "answers": "isian",
    "response": "jawaban",
    "decision": "keputusan",
    "from": "dari",
    "to": "ke",
}
VALUES = {
    "decision": {
        "diterima": "terima",
        "dikembalikan": "kembalikan",
        "ditolak": "tolak",
        "dipindah": "pindah pilar",
        "didisposisi": "disposisi",
    },
    "response": {
        "bersedia_dengan_perubahan": "bersedia dengan perubahan",
        "tidak_bersedia": "tidak bersedia",
        "menambah_data": "menambah data",
        "bukan_kewenangan": "bukan kewenangan",
    },
    "mode": {
        "everyone": "semua petugas",
        "people": "orang yang ditunjuk",
        "unit": "satu orang setiap unit",
    },
    "fields": {"name": "nama", "title": "jabatan", "role": "peran", "unit": "unit", "phone": "telepon"},
}
COLUMNS = ("Waktu", "Pelaku", "Unit pelaku", "Peristiwa", "Pada", "Rincian", "Kode peristiwa")
TABLE = "Peristiwa"
FILE = "catatan-peristiwa"


def act(word: str) -> str:
    return KNOWN.get(word, UNKNOWN)


def happened(act: str, subject: str | None, detail: str) -> str:
    """``mengirim isian: Masalah 12, Dinas Alfa``."""
    about = f"{act}: {subject}" if subject else act
    return f"{about} ({detail})" if detail else about


def file_name(day: str, ending: str) -> str:
    return f"{FILE}-{day}.{ending}"


def detail(label: str, value: str) -> str:
    return f"{label} {value}"
