"""What Diskominfo reads where voting rounds are opened and closed."""

from components.texts import format as fmt

TITLE = "Putaran suara"
INTRO = (
    "Buka pemungutan suara pimpinan atas solusi yang sudah diterima, lalu tutup untuk menampilkan hasilnya."
)
ROUNDS = "Pemungutan suara pada putaran ini"
NO_ROUNDS = "Belum ada pemungutan suara pada putaran ini."
SEE = "Lihat halamannya"
CLOSE = "Tutup sekarang"
CLOSE_CONFIRM = "Ya, tutup dan tampilkan hasil"

NEW = "Buka pemungutan suara baru"
ARCHIVED = "Putaran ini sudah diarsipkan, jadi pemungutan suara baru tidak dapat dibuka. Pilih putaran lain di Beranda."
NO_VOTERS = "Belum ada pemilih. Tambahkan atau aktifkan akun pimpinan terlebih dahulu."
TO_ACCOUNTS = "Buka akun"
TO_REVIEW = "Buka peninjauan"
VOTERS_FROZEN = "Solusi, pemilih, dan aturannya dibekukan saat dibuka dan tidak dapat diubah sesudahnya."
NAME = "Judul pemungutan suara"
CLOSES = "Ditutup pada"
OPTIONS = "Solusi yang dipilih pimpinan"
OPEN = "Buka pemungutan suara"
MISSING_NAME = "Silakan isi judulnya."
MISSING_CLOSES = "Silakan isi waktu penutupannya."
TOO_FEW = "Silakan centang paling sedikit dua solusi."
ADVISED = 30
CLOSED = (
    "Pemungutan suara sudah ditutup. Hasil dan semua surat suara kini dapat dilihat oleh setiap pengguna."
)
FIELDS = {"title": "judul", "closes_at": "waktu penutupan", "options": "daftar solusi", "voters": "pemilih"}


def too_few_solutions(accepted: int) -> str:
    have = "Belum ada solusi yang diterima" if not accepted else "Baru satu solusi yang diterima"
    return f"{have}; pemungutan suara memerlukan paling sedikit dua. Terima solusi terlebih dahulu."


def voters(count: int) -> str:
    return f"{fmt.whole(count)} pimpinan akan menjadi pemilih."


def open_line(moment: str, remaining: str, votes: int, voters_: int) -> str:
    return f"Dibuka sampai **{moment}** ({remaining}). {_votes(votes, voters_)}"


def counting_line(votes: int, voters_: int) -> str:
    return f"Waktunya sudah habis dan segera ditutup. {_votes(votes, voters_)}"


def closed_line(moment: str, votes: int, voters_: int) -> str:
    return f"Ditutup pada {moment}. {_votes(votes, voters_)}"


def close_sure(votes: int, voters_: int) -> str:
    return (
        f"{_votes(votes, voters_)} Setelah ditutup, surat suara tidak dapat diubah lagi dan semuanya ditampilkan "
        "beserta nama pemilihnya. Tindakan ini tidak dapat dibatalkan."
    )


def chosen(count: int) -> str:
    return f"{fmt.whole(count)} solusi dicentang."


def too_many(count: int) -> str:
    return (
        f"{fmt.whole(count)} solusi dicentang. Sebaiknya paling banyak {ADVISED}: memilih lima dari daftar yang sangat "
        "panjang sulit, dan urutan di bawah menjadi kebetulan. Anda tetap dapat membukanya."
    )


def option(number: int, title: str, unit: str) -> str:
    return f"{number}. {title} ({unit})"


def opened(title: str, moment: str) -> str:
    return f"Pemungutan suara “{title}” sudah dibuka sampai {moment}."


def _votes(votes: int, voters_: int) -> str:
    return f"{fmt.whole(votes)} dari {fmt.whole(voters_)} pemilih sudah memberikan suara."
