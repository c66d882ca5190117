"""What Diskominfo reads where the questionnaire is edited."""

from components.texts import format as fmt

TITLE = "Pertanyaan"
INTRO = (
    "Ubah pertanyaan survei di sini atau lewat berkas XLSForm. Perubahan menjadi rancangan dahulu; "
    "formulir baru berubah setelah rancangan diterbitkan."
)
SHEET = "Lembar"
NEVER_PUBLISHED = "Pertanyaan bawaan; belum pernah diubah."
NO_PROPOSAL = "Belum ada rancangan. Perubahan pertama akan membuatnya."
ARCHIVED = "Putaran ini sudah diarsipkan, sehingga pertanyaannya tidak dapat diubah."

TAB_LIST = "Daftar"
TAB_EDIT = "Ubah"
TAB_FILE = "Berkas XLSForm"
TAB_PREVIEW = "Pratinjau"
TAB_PUBLISH = "Terbitkan"

CHOOSE = "Pertanyaan yang diubah"
CHOOSE_HINT = "Pilih pertanyaan, atau tambahkan yang baru"
NEW = "Tambah pertanyaan baru"
LABEL = "Kalimat pertanyaan"
HELP = "Penjelasan di bawah pertanyaan"
SECTION = "Bagian"
KIND = "Jenis jawaban"
KIND_FIXED = "Jenis tidak dapat diubah karena sudah ada jawaban, atau karena dipakai untuk hitungan."
AFTER = "Letakkan sesudah"
FIRST = "Paling atas"
REQUIRED_FROM = "Wajib mulai"
NEVER_REQUIRED = "Tidak wajib"
PILLAR = "Ditanyakan pada"
ALL_PILLARS = "Semua pilar"
FLAGS = "Ingatkan dengan halus bila kosong"
NO_DATA = "Terima jawaban “belum ada data”"
OPTIONS = "Pilihan jawaban, satu per baris"
OPTIONS_HELP = (
    "Tulis “kode = kalimat” untuk menentukan kodenya sendiri. Kode yang sudah dipakai jangan diubah."
)
COLUMNS = "Kolom tabel, satu per baris"
COLUMNS_HELP = (
    "Tulis “kode = kalimat”, lalu bila perlu “; angka”, “; panjang”, atau “; wajib”. Contoh: tahun = Tahun; angka; wajib. "
    "Batas dan pilihan kolom hanya dapat diubah lewat XLSForm."
)
UNIT_LABEL = "Satuan"
MINIMUM = "Nilai terkecil"
MAXIMUM = "Nilai terbesar"
MAX_LENGTH = "Panjang terbanyak"
MAX_ENTRIES = "Jumlah terbanyak"
SHOWN_IF = "Tampil hanya bila"
ALWAYS_SHOWN = "Selalu tampil"
SHOWN_VALUES = "… dijawab dengan"
KEEP = "Simpan ke rancangan"
REMOVE = "Keluarkan dari formulir"
NO_NUMBER = "Batas harus berupa bilangan."
NO_LABEL = "Kalimat pertanyaan dan bagian tidak boleh kosong."
NO_OPTIONS = "Tuliskan paling sedikit satu pilihan, masing-masing satu kali."
NO_COLUMNS = "Tuliskan paling sedikit satu kolom, masing-masing satu kali."
NO_VALUES = "Pilih paling sedikit satu jawaban untuk syarat tampilnya."

DOWNLOAD = "Unduh sebagai XLSForm"
UPLOAD = "Unggah XLSForm (.xlsx)"
UPLOAD_INTRO = "Unduh dahulu supaya Anda mulai dari berkas yang benar. Berkas dari KoboToolbox atau ODK juga dapat diunggah."
USE_FILE = "Jadikan rancangan"
FATAL = "Berkas belum dapat dipakai. Perbaiki baris berikut, lalu unggah lagi; tidak ada yang diubah."
NOTED = "Yang tidak ikut atau dibaca berbeda:"

PREVIEW_INTRO = "Beginilah formulirnya nanti. Isian di sini tidak disimpan."
PREVIEW_PILLAR = "Pilar"
PREVIEW_STAGE = "Tahap"
NOTHING_CHANGED = "Rancangan sama dengan yang sedang ditanyakan."
PUBLISH = "Terbitkan rancangan"
DROP = "Buang rancangan"
SURE = "Saya sudah memeriksa pratinjaunya"
DROPPED = "Rancangan dibuang. Formulir tidak berubah."

KINDS = {
    "short_text": "Teks pendek",
    "long_text": "Teks panjang",
    "number": "Angka",
    "money": "Rupiah",
    "date": "Tanggal",
    "year_range": "Rentang tahun",
    "yes_no": "Ya atau tidak",
    "single": "Satu pilihan",
    "multiple": "Beberapa pilihan",
    "scale": "Skala",
    "sub_pillar": "Subpilar",
    "location": "Lokasi",
    "unit": "Satu unit",
    "units": "Beberapa unit",
    "sectors": "Sektor unggulan",
    "table": "Tabel",
    "file": "Berkas bukti",
    "problems": "Masalah yang dijawab",
}

PARTS = {
    "key": "kodenya tidak dapat dipakai atau sudah ada",
    "kind": "jenisnya tidak dapat dipakai",
    "label": "kalimatnya kosong atau terlalu panjang",
    "section": "bagiannya kosong atau terlalu panjang",
    "help": "penjelasannya terlalu panjang",
    "unit_label": "satuannya terlalu panjang",
    "required_from": "tahapnya tidak ada",
    "accepts_no_data": "“belum ada data” hanya untuk angka dan rupiah",
    "flags_when_missing": "pengingatnya tidak sesuai",
    "bounds": "batasnya tidak sesuai",
    "options": "pilihannya kosong, ganda, atau di luar skala",
    "columns": "kolomnya kosong, ganda, atau tidak sesuai",
    "shown_if": "syarat tampilnya tidak dapat dipenuhi",
    "pillar": "pilarnya tidak ada",
    "core": "pertanyaan ini dipakai untuk daftar dan hitungan, atau sudah dijawab, sehingga tidak dapat dihapus atau diganti jenisnya",
}

CHANGES = {
    "label": "kalimat",
    "help": "penjelasan",
    "section": "bagian",
    "kind": "jenis",
    "required_from": "tahap wajib",
    "shown_if": "syarat tampil",
    "options": "pilihan",
    "columns": "kolom",
    "minimum": "batas",
    "maximum": "batas",
    "max_length": "panjang",
    "unit_label": "satuan",
    "pillar": "pilar",
    "accepts_no_data": "“belum ada data”",
    "flags_when_missing": "pengingat",
}


def published(edition: int, by: str, moment: str) -> str:
    return f"Terbitan ke-{fmt.whole(edition)}, oleh {by} pada {moment}."


def proposed(by: str, moment: str) -> str:
    return f"Ada rancangan yang belum diterbitkan, terakhir diubah oleh {by} pada {moment}."


def outdated(moment: str) -> str:
    return f"Rancangan dari {moment} dibuat sebelum terbitan terakhir dan tidak dapat diterbitkan lagi. Ubah dari daftar terbaru."


def stage(position: int) -> str:
    return f"Tahap {('I', 'II', 'III', 'IV')[position - 1]}"


def about(
    kind: str, required_from: int | None, answers: int, pillar: str | None, is_conditional: bool
) -> str:
    parts = [
        KINDS[kind],
        f"wajib mulai tahap {('I', 'II', 'III', 'IV')[required_from - 1]}" if required_from else "",
    ]
    parts += [f"hanya {pillar}" if pillar else "", "bersyarat" if is_conditional else ""]
    parts += [f"{fmt.whole(answers)} jawaban" if answers else ""]
    return " · ".join(part for part in parts if part)


def unfit(label: str, part: str) -> str:
    return f"“{label}” belum dapat dipakai: {PARTS[part]}. Tidak ada yang diubah."


def added(label: str) -> str:
    return f"Baru: “{label}”"


def changed(label: str, parts: list[str]) -> str:
    return f"Diubah: “{label}” ({fmt.listing(parts)})"


def removed(label: str, answers: int) -> str:
    if answers:
        return f"Tidak ditanyakan lagi: “{label}”. {fmt.whole(answers)} jawaban yang sudah ada tetap tersimpan dan terbaca."
    return f"Dihapus: “{label}”. Belum ada jawabannya."


def moved(label: str) -> str:
    return f"Dipindah: “{label}”"


def remove_means(answers: int) -> str:
    if answers:
        return f"Sudah ada {fmt.whole(answers)} jawaban. Pertanyaan ini tidak akan ditanyakan lagi, tetapi jawabannya tetap tersimpan dan terbaca."
    return "Belum ada jawaban. Pertanyaan ini akan dihapus."


CORE_STAYS = (
    "Pertanyaan ini dipakai untuk daftar, hitungan, dan pemungutan suara, sehingga tidak dapat dikeluarkan."
)


def kept(label: str) -> str:
    return f"“{label}” tersimpan dalam rancangan. Formulir belum berubah."


def file_kept(count: int) -> str:
    return f"Berkas menjadi rancangan dengan {fmt.whole(count)} pertanyaan. Periksa pratinjaunya sebelum diterbitkan."


def published_now(count: int) -> str:
    return (
        f"Rancangan diterbitkan: {fmt.whole(count)} pertanyaan. Formulir memakainya dalam waktu satu menit."
    )


def finding(place: str, sentence: str) -> str:
    return f"{place}: {sentence}"


def file_name(sheet: str, year: int) -> str:
    return f"pertanyaan-{sheet}-{year}.xlsx"
