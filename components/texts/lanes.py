"""The workbook lane and the paper form: the page, the sheets of the workbook, and why a file is refused."""

from components.texts import format as written

# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Excel dan kertas"
INTRO = (
    "Untuk mengisi tanpa jaringan: unduh buku kerja unit Anda, isi di komputer, lalu unggah kembali. "
    "Sebelum ada yang ditulis, Anda melihat dahulu apa yang akan berubah."
)
DOWNLOAD_TITLE = "1. Unduh"
UPLOAD_TITLE = "2. Unggah"
CHECK_TITLE = "3. Periksa, lalu simpan"
DOWNLOAD = "Unduh buku kerja (.xlsx)"
UPLOAD = "Buku kerja yang sudah diisi (.xlsx)"
UPLOAD_HELP = "Berkas apa pun boleh dicoba: tidak ada yang ditulis sebelum Anda menekan tombol simpan."
READING = "Membaca buku kerja"
NO_UNIT = "Akun Anda tidak terikat pada satu unit, jadi tidak ada buku kerja untuk diunduh."
WORKING = "Menyimpan baris"
EMPTY_FILE = "Belum ada baris yang diisi di berkas ini."
NOTHING_TO_DO = "Berkas ini sama dengan yang sudah tersimpan. Tidak ada yang perlu disimpan."
NOTHING_WRITABLE = "Tidak ada baris yang dapat disimpan."
IN_FILE = "Di berkas"
IN_REMBUK = "Di Rembuk"
EMPTY = "(kosong)"
BOTH_HELP = "Isian ini diubah di kedua tempat. Yang di Rembuk tetap berlaku; silakan putuskan di formulir."
LINK = "Isi lewat Excel atau kertas"

OUTCOME = {
    "new": "Baru",
    "changed": "Berubah",
    "unchanged": "Sama",
    "refused": "Tidak dapat disimpan",
    "both": "Diubah di kedua tempat",
}
OUTCOME_ICON = {
    "new": ":material/add_circle:",
    "changed": ":material/edit:",
    "unchanged": ":material/check:",
    "refused": ":material/block:",
    "both": ":material/sync_problem:",
}


def download_workbook(unit: str) -> str:
    return f"Buku kerja {unit}"


def contents(drafts: int, others: int) -> str:
    return (
        f"Berisi {written.whole(drafts)} draf yang dapat diubah, {written.whole(others)} jawaban yang sudah dikirim, "
        "dan baris kosong untuk yang baru."
    )


def totals(counts: dict[str, int]) -> str:
    """``2 baru, 1 berubah, dan 14 sama``."""
    return written.listing(
        [f"{written.whole(counts[key])} {OUTCOME[key].lower()}" for key in OUTCOME if counts.get(key)]
    )


def row_title(sheet: str, code: str, number: int, title: str | None) -> str:
    if not code:  # a sheet that is filled in once
        return sheet
    name = f"{sheet} {code} (baris {number})"
    return f"{name}: {title}" if title else name


def group(outcome: str, count: int) -> str:
    return f"{OUTCOME_ICON[outcome]} {OUTCOME[outcome]} ({written.whole(count)})"


def becomes(label: str, before: str, after: str) -> str:
    return f"{label}: {before} → {after}"


def side(where: str, value: str) -> str:
    return f"{where}: {value}"


def confirm(count: int) -> str:
    return f"Simpan {written.whole(count)} baris ke draf"


def working(done: int, total: int) -> str:
    return f"{WORKING} {written.whole(done)} dari {written.whole(total)}"


def more(count: int) -> str:
    return f"Dan {written.whole(count)} baris lagi."


def about_field(label: str, sentence: str) -> str:
    return f"{label}: {sentence}"


def imported(done: int) -> str:
    return (
        f"{written.whole(done)} baris tersimpan sebagai draf. Silakan periksa, lalu kirim dari formulirnya."
    )


def not_imported(parts: list[str]) -> str:
    return f"Tidak tersimpan: {'; '.join(parts)}"


# ── why a row is refused ────────────────────────────────────────────────────────────────────────────────────
ROW = {
    "gone": "Jawaban ini tidak ada lagi pada unit Anda.",
    "twice": "Kode baris ini tercantum dua kali. Gunakan baris kosong yang tersedia, jangan menyalin baris.",
    "no_pillar": "Pilar belum dipilih.",
    "unknown_pillar": "Pilar tidak dikenal. Silakan pilih dari daftar.",
    "other_pillar": "Pilar sebuah jawaban tidak dapat diganti. Tarik jawaban ini, lalu tulis yang baru.",
    "sent": "Jawaban ini sudah dikirim. Buka kembali di formulirnya sebelum mengubahnya.",
    "withdrawn": "Jawaban ini ditarik. Buka kembali di formulirnya sebelum mengubahnya.",
    "closed": "Masa pengisian lembar ini sedang ditutup.",
    "foreign_pillar": "Pertanyaan ini hanya untuk pilar lain; silakan kosongkan.",
    "changed_meanwhile": "Seseorang baru saja mengubah isian ini.",
}

# ── why a file is refused ───────────────────────────────────────────────────────────────────────────────────
NOT_A_WORKBOOK = (
    "Berkas ini bukan buku kerja Excel (.xlsx). Gunakan buku kerja yang diunduh dari halaman ini."
)
OLD_FORMAT = "Berkas ini berformat lama. Simpan sebagai .xlsx, lalu unggah lagi."
ENCRYPTED = "Berkas ini terkunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."
MACROS = "Berkas ini memuat makro, jadi tidak dibuka. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi."
BROKEN = "Berkas ini rusak dan tidak dapat dibaca. Simpan ulang sebagai .xlsx, lalu unggah lagi."
BOMB = "Isi berkas ini jauh lebih besar daripada buku kerja mana pun, jadi tidak dibuka."


def too_heavy(megabytes: int) -> str:
    return f"Berkas ini lebih besar dari {megabytes} MB, jadi tidak dibuka."


def merged(sheet: str, place: str) -> str:
    return f"Lembar “{sheet}” memuat sel yang digabung ({place}). Pisahkan sel itu, lalu unggah lagi."


def formula(sheet: str, row: int, column: str) -> str:
    return (
        f"Lembar “{sheet}”, baris {written.ungrouped(row)}, kolom {column} berisi rumus. "
        "Tempel sebagai nilai, lalu unggah lagi."
    )


def cell_error(sheet: str, row: int, column: str) -> str:
    return f"Lembar “{sheet}”, baris {written.ungrouped(row)}, kolom {column} berisi galat Excel. Perbaiki, lalu unggah lagi."


def too_many_rows(sheet: str, last: int) -> str:
    return f"Lembar “{sheet}” berisi lebih dari {written.whole(last)} baris. Hapus yang bukan isian, lalu unggah lagi."


def missing_sheet(sheet: str) -> str:
    return f"Berkas ini tidak memuat lembar “{sheet}”. Gunakan buku kerja yang diunduh dari halaman ini."


def missing_column(sheet: str, column: str) -> str:
    return f"Lembar “{sheet}” tidak memuat kolom “{column}”. Unduh buku kerja terbaru dan salin isian Anda ke sana."


def unknown_column(sheet: str, column: str) -> str:
    return f"Lembar “{sheet}”, kolom {column} tidak dikenal. Unduh buku kerja terbaru dan salin isian Anda ke sana."


def repeated_column(sheet: str, column: str) -> str:
    return f"Lembar “{sheet}” memuat kolom “{column}” dua kali. Hapus salah satunya, lalu unggah lagi."


def stray_row(sheet: str, row: int) -> str:
    return f"Lembar “{sheet}”, baris {written.ungrouped(row)} tidak memiliki kode baris. Gunakan baris kosong yang tersedia."


def stray_part(sheet: str, row: int) -> str:
    return f"Lembar “{sheet}”, baris {written.ungrouped(row)} tidak menyebut kode baris yang ada, misalnya M1 atau S1."


def unknown_line(sheet: str, row: int) -> str:
    return (
        f"Lembar “{sheet}”, baris {written.ungrouped(row)} bukan pertanyaan yang dikenal. "
        "Unduh buku kerja terbaru dan salin isian Anda ke sana."
    )


def repeated_line(sheet: str, question: str) -> str:
    return f"Lembar “{sheet}” memuat pertanyaan “{question}” dua kali. Hapus salah satunya, lalu unggah lagi."


def missing_line(sheet: str, question: str) -> str:
    return f"Lembar “{sheet}” tidak memuat pertanyaan “{question}”. Unduh buku kerja terbaru dan salin isian Anda ke sana."


def other_unit(unit: str) -> str:
    return f"Buku kerja ini bukan milik {unit}."


OTHER_CYCLE = "Buku kerja ini dibuat untuk putaran lain."

# ── the workbook ────────────────────────────────────────────────────────────────────────────────────────────
SHEET = {"problem": "Masalah", "solution": "Solusi"}
GUIDE_SHEET = "Petunjuk"
CODES_SHEET = "Kode"
CODE_PREFIX = {"problem": "M", "solution": "S"}
CODE_LABEL = "Kode baris"
CODE_OF = {"problem": "Kode masalah", "solution": "Kode solusi"}
STATUS_LABEL = "Status"
PILLAR_LABEL = "Pilar"
NEW_ROW = "Baru"
NOT_BEGUN = "Belum diisi"
ONCE_LABELS = {"section": "Bagian", "question": "Pertanyaan", "answer": "Jawaban", "hint": "Petunjuk"}
START = "tahun mulai"
END = "tahun selesai"
YES = "Ya"
NO_DATA = "Belum ada data"
DATE_HINT = "tanggal, misalnya 17/8/2026"
NO = "Tidak"
REQUIRED_HINT = "Wajib"
OPTIONAL_HINT = "Boleh kosong"
CHOOSE_HINT = "pilih dari daftar"
CHOOSE_SEVERAL_HINT = "beberapa pilihan dipisahkan titik koma"
PICK_TITLE = "Pilih dari daftar"
PICK_MESSAGE = "Silakan pilih salah satu jawaban yang tersedia."
NUMBER_MESSAGE = "Silakan isi dengan angka yang sesuai."


def file_name(unit_code: str, year: int) -> str:
    return f"rembuk-{unit_code}-{year}.xlsx".replace(" ", "-").lower()


def on_its_sheet(sheet: str) -> str:
    return f"Tulis pada lembar “{sheet}”."


def guide(unit: str, year: int, moment: str, once: list[str]) -> list[str]:
    """``once``: the sheets that a unit fills in once."""
    named = written.listing([f"“{label}”" for label in once])
    also = (
        [f"8. Lembar {named} diisi satu kali untuk unit Anda: satu baris, satu pertanyaan."] if once else []
    )
    return [
        f"Buku kerja {unit}, putaran {year}",
        f"Diunduh {moment}.",
        "",
        "Cara mengisi",
        "1. Tulis satu masalah pada satu baris lembar “Masalah”, satu solusi pada satu baris lembar “Solusi”.",
        "2. Baris berstatus Draf atau Dikembalikan dapat diubah. Baris yang sudah dikirim hanya untuk dibaca.",
        "3. Untuk yang baru, isilah baris kosong di bawahnya dan pilih pilarnya. Jangan menyisipkan atau menyalin baris.",
        "4. Sel dengan daftar: ketuk panah di tepi sel, lalu pilih. Bila boleh beberapa pilihan, pisahkan dengan titik koma (;).",
        "5. Indikator, data dukung, dan mitra ditulis pada lembar masing-masing; sebutkan kode barisnya, misalnya S1.",
        "6. Sel yang dikosongkan berarti isian itu dihapus.",
        "7. Jangan menulis nama warga, nomor KTP, atau nomor telepon.",
        *also,
        "",
        "Setelah selesai",
        "Simpan sebagai .xlsx, buka halaman “Excel dan kertas” di Rembuk, unggah, periksa, lalu simpan.",
        "Semuanya menjadi draf; mengirimnya tetap dilakukan di formulir.",
        "Mengunggah berkas yang sama dua kali tidak mengubah apa pun.",
        "Isian yang sementara itu diubah orang lain tidak ditimpa; Anda akan melihat keduanya.",
    ]


def question_hint(*, is_required: bool, how: str | None) -> str:
    need = REQUIRED_HINT if is_required else OPTIONAL_HINT
    return f"{need}; {how}" if how else need


def or_no_data(how: str | None) -> str:
    return f"{how}; atau “{NO_DATA}”" if how else f"angka; atau “{NO_DATA}”"


def up_to(length: int) -> str:
    return f"paling banyak {written.whole(length)} karakter"


def between(low: str, high: str) -> str:
    return f"angka {low} sampai {high}"


def pillar_only(pillar: str) -> str:
    return f"hanya pilar {pillar}"


def labelled(label: str, code: str) -> str:
    """How a choice stands in a drop-down: its words, and its code in brackets."""
    return f"{label.replace(';', ',')} [{code}]"


def problem_label(number: int, title: str, unit: str) -> str:
    return f"{number}. {title[:80]} ({unit})"
