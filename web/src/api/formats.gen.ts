/** The formats that are read. Written by `python -m goodwork.api.listing`. */

/**
 * `readsBeginning`: a beginning shows its first items; `isSettled`: its columns are known;
 * `asksHeader`: its first row may be data.
 */
export const READ = {
  "jsonl": {
    "title": "JSON Lines",
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
    "endings": [
      ".zip"
    ],
    "readsBeginning": false,
    "isSettled": false,
    "asksHeader": false
  },
  "datasets": {
    "title": "Hugging Face datasets",
    "endings": [],
    "readsBeginning": false,
    "isSettled": false,
    "asksHeader": false
  },
  "conll": {
    "title": "CoNLL: words and tags",
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
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "fasttext": {
    "title": "fastText lines",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "chat": {
    "title": "Conversations (chat, ShareGPT, Alpaca)",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "argilla": {
    "title": "Argilla records",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "comparisons": {
    "title": "Compared model outputs (UltraFeedback, MT-bench, Arena)",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "trl": {
    "title": "Preferences and judged outputs (TRL)",
    "endings": [],
    "readsBeginning": true,
    "isSettled": false,
    "asksHeader": false
  },
  "label-studio": {
    "title": "Label Studio JSON",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "excel": {
    "title": "Excel or OpenDocument spreadsheet",
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
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "prodigy": {
    "title": "Prodigy tasks",
    "endings": [],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  },
  "conllu": {
    "title": "CoNLL-U: parsed sentences",
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
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "voc": {
    "title": "Pascal VOC (zip)",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "yolo": {
    "title": "YOLO (zip)",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "coco": {
    "title": "COCO (boxes, polygons)",
    "endings": [],
    "readsBeginning": false,
    "isSettled": true,
    "asksHeader": false
  },
  "text": {
    "title": "Plain text, a text in each line",
    "endings": [
      ".txt"
    ],
    "readsBeginning": true,
    "isSettled": true,
    "asksHeader": false
  }
} as const
