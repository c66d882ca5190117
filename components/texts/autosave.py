"""What a field says that keeps itself while it is written. ``{…}`` is filled in by the script in the browser."""

WORDS = {
    "saved": "Tersimpan {clock}",
    "typing": "Menyimpan …",
    "unsaved": "Belum tersimpan.",
    "away": "Belum tersimpan: jaringan atau server sedang terputus. Dicoba lagi dengan sendirinya.",
    "signed_out": "Belum tersimpan: sesi Anda sudah berakhir.",
    "sign_in": "Masuk lagi",
    "refused": "Belum tersimpan: isian ini belum sesuai.",
    "changed": "Belum tersimpan: kolom ini juga diubah orang lain.",
    "changed_by": "{who} juga mengisi kolom ini pada {moment}. Silakan pilih isian yang dipakai. Isiannya:",
    "keep_mine": "Pakai isian saya",
    "take_theirs": "Pakai isian ini",
    "empty": "(kosong)",
    "looks_personal": "Ada angka yang mirip NIK, NIP, nomor KK, atau nomor telepon. "
    "Selama belum Anda putuskan, yang disimpan adalah:",
    "mask": "Samarkan",
    "not_personal": "Bukan nomor pribadi",
    "still_required": "Pertanyaan ini wajib dijawab sebelum dikirim.",
    "length": "{used} dari {limit} karakter",
    "answered": "{done} dari {total} isian wajib sudah terisi",
    "unsaved_fields": "Belum tersimpan: {fields}",
    "not_started": "Isian tersimpan sendiri selagi Anda mengetik.",
    "saving_first": "Menyimpan isian terakhir sebelum mengirim …",
    "left_over": "{label}: tulisan ini belum sempat tersimpan dan hanya ada di peramban ini.",
    "copy": "Salin",
    "copied": "Sudah disalin",
    "give_up": "Hapus",
    "send_waits": "{count} isian belum tersimpan, jadi belum dikirim. Silakan perhatikan keterangan di kolomnya.",
}


def rewritten(who: str, moment: str) -> str:
    return f"Diubah oleh {who} pada {moment}"


def out_of_range(least: str | None, most: str | None) -> str:
    if least is not None and most is not None:
        return f"Silakan isi dengan angka dari {least} sampai {most}."
    if least is not None:
        return f"Angka paling kecil {least}."
    return f"Angka paling besar {most}." if most is not None else "Angka ini belum sesuai."
