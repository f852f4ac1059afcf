"""A folder of pictures or texts, packed as a zip; or a table with the files that it names."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.folder.read import read_folder
from goodwork.formats.folder.recognise import ENDINGS, recognise

FORMAT = Format(
    "folder", "Folder of files (zip)", read_folder, recognise, endings=ENDINGS, reads_zip=True, reads_beginning=False
)
