"""What is said of answers that Diskominfo types for a unit, from its paper."""

from components.texts import format as written

TITLE = "Atas nama unit"
INTRO = (
    "Untuk unit yang mengisi di kertas: pilih unitnya, ketik isi formulirnya, lampirkan fotonya, lalu kirim. "
    "Di mana pun isian itu tampil, tertulis bahwa Diskominfo yang mengetiknya, sampai unit itu menyatakan sesuai."
)
BEGIN_TITLE = "Mulai mengetik"
UNIT = "Unit"
SHEET = "Lembar"
PILLAR = "Pilar"
PILLAR_HELP = "Hanya untuk masalah dan solusi; lembar unit tidak berpilar."
CHOOSE = "Ketuk untuk memilih atau mencari"
BEGIN = "Mulai mengetik"
NOT_CHOSEN = "Silakan pilih unit dan pilarnya terlebih dahulu."
CLOSED = "Tidak ada survei yang sedang dibuka, jadi belum ada yang dapat diketik."
LIST_TITLE = "Yang sudah diketik"
NOTHING = "Belum ada isian yang diketik atas nama unit."
PAPER_FIRST = "Lampirkan foto atau pindaian formulir kertasnya pada bagian bukti sebelum mengirim."
CONFIRM = "Isinya sesuai"
CONFIRM_HELP = (
    "Dengan ini unit Anda menyatakan bahwa yang diketik Diskominfo sesuai dengan yang Anda tulis. "
    "Bila ada yang keliru, ubahlah; perubahan Anda juga berarti unit Anda yang bertanggung jawab atas isinya."
)
CONFIRMED = "Terima kasih. Isian ini kini tercatat sebagai isian unit Anda sendiri."
TO_CONFIRM = "Mohon diperiksa"


def waiting(unit: str) -> str:
    return f"Diisi Diskominfo atas nama {unit}, menunggu pernyataan sesuai dari unit itu."


def marked(unit: str, *, is_unconfirmed: bool) -> str:
    """The unit, and whether it has yet to stand behind what was typed for it."""
    return f"{unit} (diisi atas nama unit, belum dinyatakan sesuai)" if is_unconfirmed else unit


def titled(title: str, *, is_unconfirmed: bool) -> str:
    """The same in short, where a picture has no room for the unit."""
    return f"{title} (atas nama)" if is_unconfirmed else title


def typing(unit: str) -> str:
    return f"Sedang diketik Diskominfo atas nama {unit}."


def typed_by(who: str) -> str:
    return f"Diketik oleh {who}."


def confirmed(unit: str) -> str:
    return f"Diisi Diskominfo atas nama {unit}, sudah dinyatakan sesuai."


def confirmed_by(unit: str, who: str, moment: str) -> str:
    return f"Diisi Diskominfo atas nama {unit}; dinyatakan sesuai oleh {who} pada {moment}."


def to_confirm(count: int) -> str:
    return f"{written.whole(count)} isian diketik Diskominfo atas nama unit Anda. Bukalah, lalu nyatakan sesuai atau ubah."
