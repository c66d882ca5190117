"""What is said where leaders set priorities: the ballot, the wait, the result."""

from components.texts import format as fmt

TITLE = "Prioritas"
INTRO = "Pimpinan memeringkat solusi yang sudah diterima; hasilnya menjadi urutan prioritas."
NO_ROUND = (
    "Belum ada pemungutan suara pada putaran ini. Diskominfo membukanya setelah ada solusi yang diterima."
)
OTHER_ROUNDS = "Pemungutan suara lain"

# ── before closing ──────────────────────────────────────────────────────────────────────────────────────────
OPEN_BALLOT = (
    "Ini pemungutan suara **terbuka**: setelah ditutup, setiap surat suara ditampilkan beserta nama pemilihnya. "
    "Sebelum ditutup, tidak seorang pun dapat melihat pilihan Anda."
)
BALLOT = "Surat suara"
NOBODY_YET = "(belum dipilih)"
PREVIEW = "Urutan yang akan dikirim"
PREVIEW_EMPTY = "Belum ada yang dipilih."
CAST = "Kirim surat suara"
CAST_AGAIN = "Ganti surat suara"
NO_CHOICE = "Silakan pilih paling sedikit satu solusi sebelum mengirim."
OWN = "Surat suara Anda yang tersimpan"
UNTIL_CLOSING = "Anda dapat menggantinya sampai pemungutan suara ditutup."
NOT_CAST = "Anda belum mengirim surat suara."
AFTER_CLOSING = "Hasil dan semua surat suara ditampilkan di sini setelah pemungutan suara ditutup."
COUNTING = "Waktu pemungutan suara sudah habis. Hasilnya tampil di sini sebentar lagi; silakan muat ulang."


def ballot_help(limit: int) -> str:
    return (
        f"Pilih paling banyak {limit} solusi terbaik; peringkat 1 adalah yang terpenting. "
        "Peringkat yang dikosongkan dilewati."
    )


def rank(position: int) -> str:
    return f"Peringkat {position}"


def option(number: int, title: str) -> str:
    return f"{number}. {title}"


def option_details(pillar: str, unit: str) -> str:
    return f"{pillar} · {unit}"


def all_options(count: int) -> str:
    return f"Baca semua {count} solusi yang dapat dipilih"


def choice(position: int, number: int, title: str) -> str:
    return f"Peringkat {position}: {title} (nomor {number})"


def open_until(moment: str, remaining: str) -> str:
    return f"Dibuka sampai **{moment}** ({remaining})."


def closed_at(moment: str) -> str:
    return f"Ditutup pada {moment}."


def turnout(votes: int, voters: int) -> str:
    return f"{fmt.whole(votes)} dari {fmt.whole(voters)} pemilih sudah memberikan suara."


def cast_at(moment: str) -> str:
    return f"Tersimpan {moment}."


def saved(moment: str) -> str:
    return f"Surat suara Anda tersimpan {moment}. Anda dapat menggantinya sampai ditutup."


def round_line(title: str, *, is_closed: bool, is_open: bool) -> str:
    if is_closed:
        return f"{title} (hasil)"
    return f"{title} (sedang dibuka)" if is_open else f"{title} (menunggu penutupan)"


# ── the result ──────────────────────────────────────────────────────────────────────────────────────────────
RESULT = "Hasil"
NO_BALLOTS = "Pemungutan suara ditutup tanpa satu pun surat suara, jadi tidak ada peringkat."
WHOLE_LIST = "Semua solusi"
PICTURE = "Poin dalam gambar"
BALLOTS = "Surat suara setiap pemilih"
BALLOTS_HELP = "Ditampilkan berdampingan apa adanya, tidak dirata-ratakan."
NOT_VOTED = "Tidak memberikan suara."
RULE = "Aturan penghitungan"
FROZEN = "Catatan yang dibekukan saat pembukaan"
FROZEN_HELP = (
    "Daftar solusi, pemilih, dan aturannya dibekukan saat pemungutan suara dibuka. Sidik jari (SHA-256) di bawah "
    "dihitung dari catatan itu; bila satu huruf saja berubah, sidik jarinya berbeda."
)
HEADINGS = {
    "rank": "Peringkat",
    "points": "Poin",
    "number": "Nomor",
    "title": "Solusi",
    "ranked_by": "Dipilih oleh",
    "pillar": "Pilar",
    "unit": "Unit",
}


def place(position: int, holders: int) -> str:
    if holders == 1:
        return f"Peringkat {position}"
    return f"Peringkat {position} (sama, {holders} solusi)"


def points(value: fmt.Number) -> str:
    return f"{fmt.number(value)} poin"


def details(number: int, pillar: str, unit: str) -> str:
    return f"Nomor {number} · {pillar} · {unit}"


def ranked_by(count: int, ballots: int) -> str:
    return f"{count} dari {ballots} pemilih"


def shared(position: int, numbers: list[str], value: fmt.Number) -> str:
    """Equal totals in words; a long list is counted."""
    named = fmt.listing(numbers) if len(numbers) <= 6 else f"{len(numbers)} solusi"
    which = f"nomor {named}" if len(numbers) <= 6 else named
    return f"Jumlah poin sama ({fmt.number(value)}): {which} berbagi peringkat {position}."


def rule(options: int, limit: int) -> list[str]:
    """The counting rule in full, point by point."""
    best = options - 1
    return [
        f"Aturannya Borda. Ada {options} solusi dan setiap pemilih memeringkat paling banyak {limit}.",
        f"Pada setiap surat suara, peringkat 1 memperoleh {best} poin, peringkat 2 memperoleh {max(best - 1, 0)} poin, "
        "dan seterusnya berkurang satu.",
        "Solusi yang tidak diperingkat pada surat suara itu berbagi rata sisa poinnya, "
        "sehingga tidak pernah di atas solusi yang diperingkat.",
        "Poin dari semua surat suara dijumlahkan, dengan bobot setiap pemilih sama; jumlah terbesar di peringkat teratas.",
        "Jumlah yang sama berbagi peringkat. Tidak ada undian, dan peringkat sesudahnya dilompati (1, 2, 2, 4).",
    ]


def voter(name: str, title: str | None) -> str:
    return f"{title} · {name}" if title else name
