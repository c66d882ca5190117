"""How large and how many: what the picker keeps to before it sends, and the server after."""

from typing import Final

MOST_FILES: Final = 5
LARGEST_PHOTO: Final = 300 * 1024
LARGEST_PDF: Final = 5 * 1024 * 1024
LONGEST_SIDE: Final = 1600  # pixels: a sheet of paper is readable at that
