"""What Streamlit's own widgets say. It offers no translation, so its scripts are sent with these words instead.

Script (its name without hash) -> what stands in its source -> what is sent. A back quote is JavaScript's
quotation mark, ``${…}`` is filled in by it; both stay.
"""

_OPEN = {"`Open`": "`Buka daftar`"}
_NOTHING = {"`No results`": "`Tidak ada yang cocok`"}
_CLEAR = {"`Clear value`": "`Kosongkan`"}

WORDS = {
    "InputInstructions": {
        "`apply`": "`menerapkan`",
        "`submit form`": "`mengirim`",
        "`Press Enter to ${e}`": "`Tekan Enter untuk ${e}`",
        "`Press ${": "`Tekan ${",
        "+Enter to ${e}`": "+Enter untuk ${e}`",
    },
    "Selectbox": {**_OPEN, **_NOTHING, **_CLEAR, "`Selectbox options`": "`Pilihan`"},
    "Multiselect": {
        **_OPEN,
        **_NOTHING,
        "`Clear all`": "`Kosongkan semua`",
        "`Select all`": "`Pilih semua`",
        "`Select ${p.length} matches`": "`Pilih ${p.length} yang cocok`",
        "`Remove ${e}`": "`Hapus ${e}`",
        "`Selected values`": "`Yang dipilih`",
        "`Multiselect options`": "`Pilihan`",
        "`option`:`options`": "`pilihan`:`pilihan`",
        "`You can only select up to ${": "`Paling banyak ${",
        "}. Remove an option first.`": "}. Hapus salah satu dahulu.`",
    },
    "utils": {
        "`Add options`": "`Tambahkan`",
        "`Add an option`": "`Tambahkan`",
        "`No options to select`": "`Tidak ada pilihan`",
        "`File must be ${": "`Berkas paling besar ${",
        "} or smaller.`": "}.`",
        "`${t.type} files are not allowed.`": "`Berkas ${t.type} tidak dapat dipakai di sini.`",
        "`Only one file is allowed.`": "`Hanya satu berkas yang dapat dipilih.`",
        "`Choose or add options`": "`Pilih atau tambahkan`",
        "`Choose or add an option`": "`Pilih atau tambahkan`",
        "`Choose options`": "`Pilih`",
        "`Choose an option`": "`Pilih`",
    },
    "FileUploader": {
        "`Upload`": "`Pilih berkas`",
        "`Add files`": "`Tambah berkas`",
        "`Drag and drop a file here`": "`Letakkan berkas di sini`",
        "`Drag and drop files here`": "`Letakkan berkas di sini`",
        "`${T(t,D.Byte,0)} per file`": "`Paling besar ${T(t,D.Byte,0)}`",
        "`${e.type} files are not allowed.`": "`Berkas ${e.type} tidak dapat dipakai di sini.`",
    },
    "DateInput": {
        "`Choose date`": "`Pilih tanggal`",
        "`Clear date`": "`Kosongkan tanggal`",
        "`Use arrow keys to navigate dates. Enter to select. Escape to close.`": (
            "`Pindah tanggal dengan tombol panah, pilih dengan Enter, tutup dengan Escape.`"
        ),
    },
    "DateTimeInput": {
        "`Time`": "`Pukul`",
        "`Choose date and time`": "`Pilih tanggal dan waktu`",
        "`Clear date and time`": "`Kosongkan tanggal dan waktu`",
        "`Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.`": (
            "`Pindah dengan tombol panah, pilih dengan Enter, beralih ke waktu dengan Tab, tutup dengan Escape.`"
        ),
    },
    "NumberInput": {
        **_CLEAR,
        "`Increment`": "`Tambah satu`",
        "`Decrement`": "`Kurangi satu`",
        "`Number is above the allowed range.`": "`Angka terlalu besar.`",
        "`Number is below the allowed range.`": "`Angka terlalu kecil.`",
    },
    "TextInput": {
        "`Show password`": "`Tampilkan kata sandi`",
        "`Hide password`": "`Sembunyikan kata sandi`",
        "`Clear entry`": "`Kosongkan`",
    },
    "Toolbar": {"`Close fullscreen`": "`Tutup layar penuh`", ":`Fullscreen`": ":`Layar penuh`"},
    "Table": {"`Scrollable table`": "`Tabel yang dapat digeser`"},
    "DataFrame": {
        "label:`Search`": "label:`Cari`",
        "`Show/hide columns`": "`Tampilkan atau sembunyikan kolom`",
        "`Sort ascending`": "`Urutkan naik`",
        "`Sort descending`": "`Urutkan turun`",
        "`Autosize`": "`Sesuaikan lebar`",
        "`Pin column`": "`Sematkan kolom`",
        "`Unpin column`": "`Lepas sematan kolom`",
        "`Hide column`": "`Sembunyikan kolom`",
        "`Copy column name`": "`Salin nama kolom`",
    },
    "useCopyToClipboard": {"`Copied`": "`Tersalin`", "`Copy to clipboard`": "`Salin`"},
    "ArrowVegaLiteChart": {
        "`Show data`": "`Tampilkan angkanya`",
        "`Show chart`": "`Tampilkan gambarnya`",
        "`Download as PNG`": "`Unduh sebagai PNG`",
    },
    "index": {
        "=`Connecting`": "=`Menghubungkan`",
        "=`Connecting to Streamlit server`": "=`Sedang menghubungi server`",
        "=`Unable to connect to Streamlit server`": "=`Server tidak dapat dihubungi`",
        '"aria-label":`Running...`': '"aria-label":`Sedang memuat`',
        "`Connection error`": "`Sambungan terputus`",
        "`Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:`": (
            "`Server Rembuk belum menjawab. Bila Anda yang menjalankannya, nyalakan lagi dengan perintah:`"
        ),
        "`streamlit run yourscript.py`": "`make run`",
        "`Streamlit server is not responding. Are you connected to the internet?`": (
            "`Server belum menjawab. Silakan periksa sambungan internet Anda.`"
        ),
        "`Connection lost. Please wait for the app to reconnect, then try again.`": (
            "`Sambungan terputus. Silakan coba lagi setelah tersambung.`"
        ),
        '"aria-label":`Main menu`': '"aria-label":`Menu utama`',
        '"aria-label":`App pages`': '"aria-label":`Halaman`',
        '"aria-label":`Notifications`': '"aria-label":`Pemberitahuan`',
        '"aria-label":`Close`': '"aria-label":`Tutup`',
        "children:`Close`": "children:`Tutup`",
        "`Continue anyway`:`Close`": "`Lanjutkan`:`Tutup`",
        "children:`Try again`": "children:`Coba lagi`",
        "`Skip to main content`": "`Langsung ke isi halaman`",
        "`view less`:`view more`": "`ringkas`:`selengkapnya`",
        "`View less`": "`Ringkas`",
        "`View ${x-m} more`": "`${x-m} lainnya`",
        "`Stop`": "`Hentikan`",
    },
    "ReorderedSegments": {
        "_t={previous:`Previous`,next:`Next`": "_t={previous:`Sebelumnya`,next:`Berikutnya`",
        "`Selected Date: ${e.date}`": "`Tanggal yang dipilih: ${e.date}`",
        "`Today, ${e.date}`": "`Hari ini, ${e.date}`",
        "`Today, ${e.date} selected`": "`Hari ini, ${e.date}, dipilih`",
        "`${e.date} selected`": "`${e.date}, dipilih`",
    },
}
