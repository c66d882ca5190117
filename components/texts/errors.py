"""A sentence for every refusal, and for the database being away."""

UNAVAILABLE = (
    "Basis data sedang tidak dapat dihubungi. Isian Anda tidak hilang; silakan coba lagi sebentar lagi."
)

SENTENCES = {
    "session_ended": "Sesi Anda sudah berakhir. Silakan masuk kembali; yang sudah tersimpan tetap ada.",
    "not_allowed": "Peran Anda tidak memiliki izin untuk tindakan ini.",
    "password_change_due": "Silakan ganti kata sandi sementara Anda terlebih dahulu.",
    "notice_unread": "Silakan baca pemberitahuan pelindungan data pribadi terlebih dahulu.",
    "sign_in_wrong": "Nama pengguna atau kata sandi tidak cocok. Silakan periksa dan coba lagi.",
    "ticket_invalid": "Tanda masuk ini sudah tidak berlaku. Silakan masuk kembali.",
    "name_taken": "Nama pengguna atau nomor telepon ini sudah dipakai oleh akun lain.",
    "last_diskominfo": "Akun Diskominfo aktif yang terakhir tidak dapat dinonaktifkan atau diberi peran lain.",
    "window_closed": "Masa pengisian sedang ditutup, jadi tidak ada yang diubah. Isian yang sudah tersimpan tetap ada.",
    "window_order": "Waktu penutupan harus sesudah waktu pembukaan.",
    "stage_overlaps": "Hari itu bertumpuk dengan Bimtek lain. Setiap Bimtek selesai sebelum Bimtek berikutnya dimulai.",
    "cycle_archived": "Putaran ini sudah diarsipkan: isinya dapat dibaca, tetapi tidak dapat diubah.",
    "cycle_exists": "Putaran untuk tahun ini sudah ada.",
    "not_found": "Yang Anda cari tidak ada, atau tidak dapat dilihat oleh peran Anda.",
    "wrong_state": "Statusnya sudah berubah sehingga tindakan ini tidak berlaku lagi. Silakan muat ulang halaman.",
    "answer_changed": "Isian ini sudah diubah atau diputuskan sejak Anda membukanya, jadi tidak ada yang ditimpa. Silakan periksa keadaan terbarunya terlebih dahulu.",
    "holds_merged": "Isian lain sudah digabung ke isian ini, jadi statusnya tidak dapat diubah sebelum isian itu dipisahkan. Silakan hubungi Diskominfo.",
    "field_invalid": "Ada isian yang belum sesuai. Tidak ada yang diubah.",
    "questions_changed": "Daftar pertanyaan ini sudah diterbitkan orang lain sejak Anda membukanya. Silakan muat ulang halaman.",
    "question_unfit": "Ada pertanyaan yang belum dapat dipakai. Tidak ada yang diubah.",
    "answer_incomplete": "Masih ada isian wajib yang kosong. Yang sudah Anda tulis tetap tersimpan.",
    "reason_required": "Silakan tuliskan alasannya terlebih dahulu.",
    "text_invalid": "Teks memuat karakter yang tidak dapat disimpan. Silakan ketik ulang bagian tersebut.",
    "text_too_long": "Teks terlalu panjang. Silakan ringkas; tidak ada yang dihapus.",
    "file_unfit": "Berkas ini bukan foto atau PDF yang dapat disimpan.",
    "file_too_large": "Berkas terlalu besar: PDF paling besar 5 MB, foto 300 kB sesudah diperkecil.",
    "too_many_files": "Bukti sudah lima berkas. Silakan hapus salah satu terlebih dahulu.",
    "comment_settled": "Komentar hanya dapat diubah dalam 15 menit. Anda masih dapat menghapusnya.",
    "evidence_required": "Lampirkan foto atau pindaian formulir kertasnya terlebih dahulu.",
    "request_reused": "Permintaan ini tidak lengkap atau sudah dipakai. Silakan muat ulang halaman.",
    "not_a_rater": "Anda tidak terdaftar sebagai penilai pada putaran ini, jadi nilainya tidak disimpan.",
    "rating_begun": "Penilaian sudah dimulai. Nilai per orang dan nilai per unit tidak dapat dicampur, jadi caranya tidak diubah.",
    "round_closed": "Pemungutan suara ini sudah ditutup, jadi suara tidak diubah.",
    "voting_opened": "Pemungutan suara atas isian ini sudah dibuka, jadi keputusan dan penggabungannya tidak dapat diubah atau dibatalkan lagi.",
    "round_not_ready": "Pemungutan suara belum dapat dibuka: perlu paling sedikit dua solusi diterima dan satu pemilih aktif.",
    "not_a_voter": "Anda tidak terdaftar sebagai pemilih pada pemungutan suara ini.",
    "too_many_choices": "Pilihan melebihi batas. Silakan kurangi terlebih dahulu.",
    "no_choice": "Silakan pilih paling sedikit satu solusi.",
    "unknown_option": "Salah satu pilihan tidak ada dalam pemungutan suara ini.",
    "rank_repeated": "Setiap peringkat hanya dapat dipakai satu kali.",
}


def about(code: str, field: str | None) -> str:
    """The sentence for a refusal, with the name of the field where that helps."""
    sentence = SENTENCES[code]
    return f"{sentence} ({field})" if field else sentence


def unexpected(reference: str) -> str:
    return f"Terjadi kesalahan yang tidak terduga. Mohon sampaikan kode {reference} kepada Diskominfo."
