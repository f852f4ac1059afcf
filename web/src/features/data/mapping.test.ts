import { expect, test } from 'vitest'
import type { Preview } from '@/api/types'
import { askedOf, assign, guessFormat, mappingOf, renamed, rolesOf } from './mapping'

const preview: Preview = {
  columns: ['id', 'tweet', 'gold', 'lang', 'secret'],
  uses: [],
  needs: [],
  changed: [],
  lost: [],
  mapping: {
    id: 'id',
    parts: [{ name: 'tweet', type: 'text', column: 'tweet', title: 'Tweet' }],
    gold: { mood: 'gold' },
    gold_reason: null,
    gold_drawn: null,
    answers: {},
    by: null,
    metadata: 'rest',
    questions: {},
    delimiter: ';',
    encoding: null,
  },
  rows: [],
  faults: [],
  controls: [],
  said: 0,
}

test('what the server guessed goes back unchanged when nobody changes it', () => {
  expect(mappingOf(rolesOf(preview), preview.mapping, null)).toEqual(preview.mapping)
})

test('a column that is left out is not among the metadata', () => {
  const roles = assign(rolesOf(preview), 'secret', { is: 'out' })
  expect(mappingOf(roles, preview.mapping, null).metadata).toEqual(['lang'])
})

test('only one column is the id: the earlier one becomes metadata', () => {
  const roles = assign(rolesOf(preview), 'lang', { is: 'id' })
  expect(roles.id).toEqual({ is: 'metadata' })
  expect(mappingOf(roles, preview.mapping, null).id).toBe('lang')
})

test('answers and who gave them go back as they came', () => {
  const mapping = { ...preview.mapping, gold: {}, answers: { mood: 'secret' }, by: 'lang' }
  const roles = rolesOf({ ...preview, mapping })
  expect(roles.secret).toEqual({ is: 'answer', question: 'mood' })
  expect(roles.lang).toEqual({ is: 'by' })
  expect(mappingOf(roles, mapping, null)).toEqual(mapping)
})

test('a new part keeps the names of the others and says its type', () => {
  const roles = assign(rolesOf(preview), 'lang', { is: 'part', type: 'picture' })
  expect(mappingOf(roles, preview.mapping, 0.1)).toMatchObject({
    gold_drawn: 0.1,
    delimiter: ';',
    parts: [
      { name: 'tweet', type: 'text', column: 'tweet', title: 'Tweet' },
      { type: 'picture', column: 'lang' },
    ],
  })
})

test.each([
  ['a.jsonl', '', 'jsonl'],
  ['a.NDJSON.gz', '', 'jsonl'],
  ['a.tsv', '', 'csv'],
  ['a.parquet', '', 'parquet'],
  ['a.zip', '', 'folder'],
  ['tasks.json', ' [{"data": 1}]', 'label-studio'],
  ['tasks.jsonl', '{"id": 1, "data": {"messages": []}, "annotations": []}', 'label-studio'],
  ['min.json', '[{"text": "a", "id": 1, "ner": [{"start": 0, "end": 1, "labels": ["X"]}]}]', 'label-studio'],
  ['min.json', '[{"text": "a", "annotator": 1, "annotation_id": 2}]', 'label-studio'],
  ['export.csv', '"annotation_id","annotator","text"\n1,2,a', 'label-studio'],
  ['plain.json', '[{"text": "a"}]', 'jsonl'],
  ['rows.json', '{"a": 1}\n{"a": 2}', 'jsonl'],
  ['rows.txt', 'a,b\n1,2', 'csv'],
  ['ner.txt', '-DOCSTART- -X- -X- O\n', 'conll'],
  ['train.conll', 'Berlin B-LOC\n', 'conll'],
  ['NER-de-train.tsv', '#\tn-tv.de [2009-10-17]\n1\tBerlin\tB-LOC\tO\n2\tist\tO\tO\n', 'conll'],
  ['table.tsv', 'text\tlabel\nsome words\tgood\n', 'csv'],
  ['de-ud-dev.conllu', '# sent_id = 1\n', 'conllu'],
  ['export.tsv', '#FORMAT=WebAnno TSV 3.3\n', 'webanno'],
  ['train.json', '[["Ada sang", {"entities": [[0, 3, "PER"]]}]]', 'docbin'],
  ['train.json', '[{"id": 0, "paragraphs": [{"raw": "Ada"}]}]', 'docbin'],
  ['pairs.jsonl', '{"prompt": "a", "chosen": "b", "rejected": "c"}', 'trl'],
  ['chat.jsonl', '{"messages": [{"role": "user"}]}\n', 'chat'],
  ['kto.jsonl', '{"prompt": "a", "completion": "b", "label": true}\n', 'trl'],
  ['steps.jsonl', '{"prompt": "a", "completions": ["b"], "labels": [true]}\n', 'trl'],
  ['share.json', '[{"conversations": [{"from": "human", "value": "a"}]}]', 'chat'],
  ['alpaca.json', '[{"instruction": "a", "input": "", "output": "b"}]', 'chat'],
  ['ultra.jsonl', '{"instruction": "a", "completions": [{"model": "m", "response": "b"}]}\n', 'comparisons'],
  [
    'bench.jsonl',
    '{"model_a": "m", "winner": "tie", "conversation_a": [], "conversation_b": []}\n',
    'comparisons',
  ],
  ['corpus.spacy', 'x', 'docbin'],
  ['brat-corpus.zip', 'PK', 'brat'],
  ['train.txt', '__label__good fine', 'fasttext'],
  ['answers.xlsx', 'PK', 'excel'],
  ['old.XLS', '', 'excel'],
  ['ner.jsonl', '{"text": "a", "_input_hash": 1, "answer": "accept"}', 'prodigy'],
  ['cats.jsonl', '{"text": "a", "label": "X", "answer":"reject"}\n', 'prodigy'],
  ['qa.jsonl', '{"question": "a", "answer": "accepted"}', 'jsonl'],
  ['admin.jsonl', '{"text": "a", "label": [[0, 1, "X"]], "Comments": []}', 'doccano'],
  ['old.json', '{"text": "a", "labels": [[0,1,"X"]]}', 'doccano'],
])('%s beginning with %j is %s', (name, begin, format) => {
  expect(guessFormat(name, begin)).toBe(format)
})

test('what the annotations answer is told by name, by the server, or by the lead', () => {
  const found = {
    ...preview,
    controls: ['mood', 'entities', 'x'],
    mapping: { questions: { entities: 'spans' } },
  }
  const asked = askedOf(found, ['mood', 'spans'])
  expect(asked).toEqual({ mood: 'mood', entities: 'spans', x: '' })
  expect(renamed({ ...asked, x: 'mood' })).toEqual({ entities: 'spans', x: 'mood' })
})
