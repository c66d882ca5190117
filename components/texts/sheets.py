"""What is said on the page of the sheets that every unit fills in once."""

TITLE = "Lembar unit"
INTRO = "Lembar yang diisi satu kali oleh setiap unit, sebagai bahan Bimtek. Setiap isian tersimpan sendiri."
OWN = "Lembar unit Anda"
OTHERS = "Lembar unit lain"
NO_OTHERS = "Belum ada lembar unit lain yang dapat Anda baca."
NO_SHEETS = "Putaran ini tidak memiliki lembar unit."
BEGIN = "Mulai mengisi"
CLOSED = "Belum diisi. Masa pengisiannya sedang ditutup."
NOT_BEGUN = "Belum diisi."
TO_PAGE = "Buka lembar unit"


def owed(label: str, status: str | None) -> str:
    """``Kesiapan: belum diisi``."""
    return f"{label}: {status.lower() if status else 'belum diisi'}"
