"""Importing a list of people: the page, the workbook, and every fault a row can have."""

from components.texts import format as written

# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Impor akun"
INTRO = (
    "Tambahkan atau perbarui banyak orang dari satu daftar Excel atau CSV. Sebelum ada yang ditulis, Anda melihat "
    "dahulu baris demi baris apa yang akan terjadi."
)
BACK = "Semua akun"
TEMPLATE_HEADING = "1. Unduh daftar kosong"
TEMPLATE = "Daftar kosong (.xlsx)"
TEMPLATE_HELP = (
    "Peran dan unit dipilih dari daftar. Daftar buatan sendiri juga boleh, asalkan nama kolomnya sama."
)
TEMPLATE_FILE = "rembuk-daftar-orang.xlsx"
UPLOAD_HEADING = "2. Unggah yang sudah diisi"
UPLOAD = "Daftar orang (.xlsx atau .csv)"
UPLOAD_HELP = "Tidak ada yang ditulis sebelum Anda menekan tombol simpan."
READING = "Membaca daftar"
CHECK_HEADING = "3. Periksa, lalu simpan"
EMPTY_FILE = "Belum ada orang di daftar ini."
NOTHING_TO_DO = "Daftar ini sama dengan yang sudah tersimpan. Tidak ada yang perlu disimpan."
NOTHING_WRITABLE = "Tidak ada baris yang dapat disimpan."
TO_SLIPS = "Cetak slip kata sandi untuk yang baru"
EMPTY = "(kosong)"

OUTCOME = {"refused": "Ditolak", "new": "Baru", "changed": "Berubah", "unchanged": "Tetap"}
OUTCOME_ICON = {
    "refused": ":material/block:",
    "new": ":material/add_circle:",
    "changed": ":material/edit:",
    "unchanged": ":material/check:",
}

# ── the columns ─────────────────────────────────────────────────────────────────────────────────────────────
COLUMNS = {
    "name": "Nama",
    "title": "Jabatan",
    "user_name": "Nama pengguna",
    "phone": "Nomor telepon",
    "role": "Peran",
    "unit": "Unit",
    "unit_code": "Kode unit",
}
_HEADINGS = {
    "name": ("nama", "nama lengkap", "nama orang", "nama peserta", "nama pegawai"),
    "title": ("jabatan",),
    "user_name": ("nama pengguna", "username", "user name", "user"),
    "phone": (
        *("nomor telepon", "no telepon", "telepon", "no telp", "telp", "nomor hp", "no hp", "hp"),
        *("nomor wa", "no wa", "wa", "whatsapp", "nomor whatsapp", "no whatsapp", "nomor handphone"),
    ),
    "role": ("peran",),
    "unit": ("unit", "nama unit", "unit kerja", "opd", "instansi", "perangkat daerah", "kode unit nama unit"),
    "unit_code": ("kode unit", "kode"),
}
_BY_HEADING = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
LINE = "Baris"
NOTE = "Catatan"
PASSWORD_LATER = "Akun baru belum memiliki kata sandi: cetak slipnya sesudah menyimpan."


def column_of(heading: str) -> str | None:
    """The column that a heading names: ``No. HP *`` is the telephone number."""
    letters = "".join(letter if letter.isalnum() else " " for letter in heading.casefold())
    return _BY_HEADING.get(" ".join(letters.split()))


# ── the dry run ─────────────────────────────────────────────────────────────────────────────────────────────
def totals(counts: dict[str, int]) -> str:
    return written.listing(
        [f"{written.whole(counts[key])} {OUTCOME[key].lower()}" for key in OUTCOME if counts.get(key)]
    )


def group(outcome: str, count: int) -> str:
    return f"{OUTCOME_ICON[outcome]} {OUTCOME[outcome]} ({written.whole(count)})"


def ignored(headings: list[str]) -> str:
    named = written.listing([f"“{heading}”" for heading in headings])
    return f"Kolom {named} tidak dibaca dan tidak disimpan."


def confirm(new: int, changed: int, refused: int) -> str:
    parts = [f"{written.whole(new)} orang baru"] if new else []
    parts += [f"{written.whole(changed)} perubahan"] if changed else []
    rest = f" ({written.whole(refused)} baris ditolak tidak ikut)" if refused else ""
    return f"Simpan {written.listing(parts)}{rest}"


def working(done: int, total: int) -> str:
    return f"Menyimpan {written.whole(done)} dari {written.whole(total)} orang"


def imported(new: int, changed: int) -> str:
    return f"{written.whole(new)} akun ditambahkan, {written.whole(changed)} diperbarui."


def not_imported(parts: list[str]) -> str:
    return f"Tidak tersimpan: {' '.join(parts)}"


def more(count: int) -> str:
    return f"Dan {written.whole(count)} kalimat lagi; perbaiki yang di atas dahulu."


def place(sheet: str, line: int, letter: str, column: str) -> str:
    """``Lembar “Orang”, baris 7, kolom D (Nomor telepon)``; what concerns the whole row names no column."""
    where = f"Lembar “{sheet}”" if sheet else "Berkas CSV"
    row = f"{where}, baris {written.ungrouped(line)}"
    if letter:
        return f"{row}, kolom {letter} ({column})"
    return f"{row} ({column})" if column else row


def about_row(place: str, sentence: str) -> str:
    return f"{place}: {sentence}"


def about_person(line: int, name: str, sentence: str) -> str:
    return f"Baris {written.ungrouped(line)}, {name}: {sentence}"


def becomes(column: str, before: str, after: str) -> str:
    return f"{COLUMNS[column]}: {before} → {after}"


NOTES = {
    "phone_repaired": "nomor telepon dibaca sebagai {about}",
    "user_name_suggested": "nama pengguna disarankan",
    "user_name_stays": "nama pengguna tetap {about}",
    "is_inactive": "akunnya tetap nonaktif",
}
FAULTS = {
    "name_missing": "Namanya kosong.",
    "name_number": "Namanya harus berupa huruf.",
    "name_long": "Namanya lebih panjang dari 120 karakter.",
    "name_strange": "Namanya memuat karakter yang tidak dapat ditampilkan; silakan ketik ulang.",
    "title_long": "Jabatannya lebih panjang dari 120 karakter.",
    "title_strange": "Jabatannya memuat karakter yang tidak dapat ditampilkan; silakan ketik ulang.",
    "user_name_malformed": "“{about}” tidak dapat menjadi nama pengguna: 3–64 huruf kecil, angka, titik, atau tanda hubung, diawali huruf.",
    "user_name_twice": "Nama pengguna ini sudah dipakai pada baris {about}.",
    "user_name_other": "Nama pengguna ini milik {about}, orang lain di unit lain.",
    "phone_lost": "Sebagian angka nomor ini hilang karena Excel menyingkatnya (misalnya 8,1E+10). Ketik ulang nomornya sebagai teks.",
    "phone_letters": "Nomor telepon hanya boleh berisi angka, spasi, tanda hubung, dan +.",
    "phone_unknown": "Ini bukan nomor telepon Indonesia yang lengkap.",
    "phone_several": "Ada lebih dari satu nomor; tulis satu saja.",
    "phone_identity": "Ini tampak seperti NIK atau NIP, jadi tidak disimpan. Tulis nomor teleponnya.",
    "phone_twice": "Nomor telepon ini sudah dipakai pada baris {about}.",
    "phone_taken": "Nomor telepon ini milik akun {about}.",
    "role_missing": "Perannya kosong: peserta, diskominfo, pimpinan, atau pendamping.",
    "role_unknown": "Peran “{about}” tidak ada: peserta, diskominfo, pimpinan, atau pendamping.",
    "last_diskominfo": "Daftar ini mencabut peran dari semua akun Diskominfo yang aktif; paling sedikit satu harus tetap.",
    "unit_missing": "Unitnya kosong: peserta mengisi atas nama unit.",
    "unit_unknown": "Unit “{about}” tidak ada.",
    "unit_near": "Unit ini tidak ada. Mungkin maksudnya “{about}”.",
    "unit_ambiguous": "Beberapa unit cocok: {about}. Tulis kodenya.",
    "unit_differs": "Kode dan nama unit menunjuk dua unit: {about}.",
    "unit_inactive": "Unit {about} sudah tidak aktif.",
    "person_twice": "Orang ini sudah tercantum pada baris {about}.",
    "person_ambiguous": "Ada beberapa akun bernama ini di unit yang sama ({about}). Isi nama penggunanya.",
    "cell_formula": "Sel ini berisi rumus. Tempel sebagai nilai.",
    "cell_error": "Sel ini berisi galat Excel.",
    "cell_merged": "Sel ini digabung dengan sel lain. Pisahkan.",
    "too_many_cells": "Baris ini memuat lebih banyak kolom daripada judulnya. Beri tanda kutip pada isi yang memuat pemisah kolom.",
}


def remark(sentences: dict[str, str], word: str, about: str) -> str:
    return sentences[word].replace("{about}", about)


# ── why a file is refused ───────────────────────────────────────────────────────────────────────────────────
NO_LIST = "Berkas ini bukan daftar Excel (.xlsx) atau CSV yang dapat dibaca."
NO_HEADINGS = "Tidak ada baris judul kolom. Baris judulnya memuat paling sedikit: Nama, Peran, dan Unit."


def too_heavy(megabytes: int) -> str:
    return f"Berkas ini lebih besar dari {megabytes} MB, jadi tidak dibuka."


def too_many_rows(last: int) -> str:
    return f"Berkas ini berisi lebih dari {written.whole(last)} baris. Bagi menjadi beberapa berkas."


def repeated_column(column: str) -> str:
    return f"Kolom “{column}” ada dua kali. Hapus salah satunya, lalu unggah lagi."


def missing_columns(columns: list[str]) -> str:
    named = written.listing([f"“{column}”" for column in columns])
    return f"Kolom {named} tidak ada. Gunakan daftar kosong dari halaman ini."


# ── the workbook ────────────────────────────────────────────────────────────────────────────────────────────
SHEET = "Orang"
GUIDE_SHEET = "Petunjuk"
CODES_SHEET = "Kode"
TEMPLATE_TITLE = "Daftar orang"
AUTHOR = "Rembuk"
PICK_TITLE = "Pilih dari daftar"
PICK_MESSAGE = "Silakan pilih salah satu yang tersedia, atau tulis kode atau nama unit sebagaimana biasanya."
GUIDE = [
    "Satu baris untuk satu orang, pada lembar “Orang”.",
    "Nama: lengkap dengan gelar bila perlu, misalnya Dr. Ir. Sari Wulandari, M.Si.",
    "Jabatan: boleh kosong.",
    "Nama pengguna: boleh kosong; Rembuk menyarankannya dari nama. Nama pengguna yang sudah ada tidak diganti.",
    "Nomor telepon: boleh kosong; nomor kerja yang dapat dihubungi, misalnya 0812 3456 7890.",
    "Peran: peserta, diskominfo, pimpinan, atau pendamping.",
    "Unit: pilih dari daftar. Kode, nama, atau sebutan yang lazim juga dikenali. Wajib untuk peserta.",
    "Orang dikenali dari nama penggunanya, lalu nomor teleponnya, lalu nama dan unitnya: datanya diperbarui, bukan ditambah dua kali.",
    "Sel yang kosong tidak menghapus apa yang sudah tersimpan.",
    "Jangan mencantumkan NIK, NIP, tanggal lahir, agama, atau alamat rumah: tidak diperlukan dan tidak disimpan.",
    "Mengunggah berkas yang sama dua kali tidak mengubah apa pun.",
]


def choice(label: str, code: str) -> str:
    return f"{label} [{code}]"
