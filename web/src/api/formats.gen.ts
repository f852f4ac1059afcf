/** The formats that are read. Written by `python -m goodwork.api.listing`. */

/**
 * `readsBeginning`: a beginning shows its first items; `isSettled`: its columns are known;
 * `asksHeader`: its first row may be data; `knownAs`: its name in a sentence, if it has one.
 */
export const READ = {
  "jsonl": {
    "title": "JSON Lines",
    "knownAs": "JSON Lines",
    "endings": [
      ".jsonl",
      ".ndjson",
      ".json"
    ],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "csv": {
    "title": "CSV",
    "knownAs": "CSV",
    "endings": [
      ".csv",
      ".tsv"
    ],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": true
  },
  "parquet": {
    "title": "Parquet",
    "knownAs": "Parquet",
    "endings": [
      ".parquet",
      ".arrow",
      ".feather"
    ],
    "readsBeginning": false,
    "isSettled": false,
    "asksHeader": false
  },
  "folder": {
    "title": "Folder of files (zip)",
    "knownAs": "",
    "endings": [
      ".zip"
    ],
    "readsBeginning": false,
    "isSettled": false,
    "asksHeader": false
  },
  "datasets": {
    "title": "Hugging Face datasets",
    "knownAs": "Hugging Face datasets",
    "endings": [],
    "readsBeginning": false,
    "isSettled": false,
    "asksHeader": false
  },
  "conll": {
    "title": "CoNLL: words and tags",
    "knownAs": "CoNLL",
    "endings": [
      ".conll",
      ".iob",
      ".iob2",
      ".bio",
      ".bilou",
      ".iobes"
    ],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "docbin": {
    "title": "spaCy: DocBin or JSON",
    "knownAs": "spaCy",
    "endings": [
      ".spacy",
      ".docbin"
    ],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "brat": {
    "title": "brat standoff (zip)",
    "knownAs": "brat",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "fasttext": {
    "title": "fastText lines",
    "knownAs": "fastText",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "chat": {
    "title": "Conversations (chat, ShareGPT, Alpaca)",
    "knownAs": "",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "argilla": {
    "title": "Argilla records",
    "knownAs": "Argilla",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "comparisons": {
    "title": "Compared model outputs (UltraFeedback, MT-bench, Arena)",
    "knownAs": "",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "trl": {
    "title": "Preferences and judged outputs (TRL)",
    "knownAs": "TRL",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "label-studio": {
    "title": "Label Studio JSON",
    "knownAs": "Label Studio",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "excel": {
    "title": "Excel or OpenDocument spreadsheet",
    "knownAs": "Excel",
    "endings": [
      ".xlsx",
      ".xlsm",
      ".xlsb",
      ".xls",
      ".ods"
    ],
    "readsBeginning": false,
    "isSettled": false,
    "asksHeader": true
  },
  "doccano": {
    "title": "doccano export",
    "knownAs": "doccano",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "prodigy": {
    "title": "Prodigy tasks",
    "knownAs": "Prodigy",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "conllu": {
    "title": "CoNLL-U: parsed sentences",
    "knownAs": "CoNLL-U",
    "endings": [
      ".conllu",
      ".conllup"
    ],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "webanno": {
    "title": "WebAnno or INCEpTION TSV",
    "knownAs": "WebAnno",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "voc": {
    "title": "Pascal VOC (zip)",
    "knownAs": "Pascal VOC",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "yolo": {
    "title": "YOLO (zip)",
    "knownAs": "YOLO",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "coco": {
    "title": "COCO (boxes, polygons, masks)",
    "knownAs": "COCO",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "cvat": {
    "title": "CVAT for images (XML)",
    "knownAs": "CVAT",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "labelme": {
    "title": "LabelMe (JSON)",
    "knownAs": "LabelMe",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "text": {
    "title": "Plain text, a text in each line",
    "knownAs": "",
    "endings": [
      ".txt"
    ],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  }
} as const
