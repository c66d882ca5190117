"""What is said on the rating page."""

from components.texts import format as fmt

TITLE = "Menilai masalah"
INTRO = "Nilailah masalah dari unit lain satu per satu: U (urgensi), S (keseriusan), dan G (perkembangan), masing-masing 1 sampai 5. Nilai kelompok adalah mediannya."
NOTHING_YET = (
    "Belum ada masalah unit lain yang dapat dinilai. Masalah tampil di sini setelah diterima Diskominfo."
)
NOTHING_LEFT = "Semua masalah yang diterima sudah Anda nilai. Terima kasih."
GONE = "Masalah ini tidak ada, atau sudah tidak dapat dinilai."
CLOSED = "Selama ditutup, nilai dapat dilihat tetapi tidak dapat diubah."
SAVE = "Simpan dan lanjut"
SKIP = "Lewati dahulu"
NEXT = "Masalah berikutnya"
INCOMPLETE = "Silakan pilih nilai untuk U, S, dan G terlebih dahulu."
OWN_RATING = "Anda sudah menilai masalah ini; nilainya masih dapat diubah."
AGAIN = "Lihat atau ubah nilai"
RATED = "Baru saja Anda nilai"
WITHOUT_SCORES = "Nilai dari unit pengusul tidak ditampilkan, agar penilaian Anda tidak terpengaruh."


def progress(done: int, total: int) -> str:
    return f"{fmt.whole(done)} dari {fmt.whole(total)} masalah sudah Anda nilai"


def by(unit: str, pillar: str) -> str:
    return f"{unit} · {pillar}"


def saved(title: str) -> str:
    return f"Nilai Anda untuk “{title}” sudah tersimpan."
