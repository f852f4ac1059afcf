/** Mathematics as MathML, which browsers draw and read aloud themselves: no fonts and no styles to fetch. */
import katex from 'katex'
import { createElement, type ReactNode, useMemo } from 'react'

export function Formula({ tex, display }: { tex: string; display: boolean }) {
  const drawn = useMemo(() => typeset(tex, display), [tex, display])
  return drawn ?? <code>{tex}</code>
}

/** The formula; null when it is none, or too much of one. */
function typeset(tex: string, display: boolean): ReactNode {
  try {
    const made = katex.renderToString(tex, {
      displayMode: display,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      // No addresses, no pictures, no attributes of its own.
      trust: false,
      maxExpand: 300,
      maxSize: 10,
    })
    return elementsOf(made)
  } catch {
    // What it is in words is still there.
    return null
  }
}

/** All that is ever made of what the typesetter writes: no colours, so that nothing is hidden white on white. */
const TAGS = new Set(
  [
    'math',
    'mrow',
    'mi',
    'mn',
    'mo',
    'ms',
    'mtext',
    'mspace',
    'msub',
    'msup',
    'msubsup',
    'mfrac',
    'msqrt',
    'mroot',
  ]
    .concat([
      'munder',
      'mover',
      'munderover',
      'mtable',
      'mtr',
      'mtd',
      'mstyle',
      'mpadded',
      'menclose',
      'semantics',
    ])
    .concat(['mphantom', 'mmultiscripts', 'mprescripts', 'none']),
)
const ATTRIBUTES = new Set(
  [
    'display',
    'mathvariant',
    'stretchy',
    'fence',
    'separator',
    'lspace',
    'rspace',
    'minsize',
    'maxsize',
    'accent',
  ]
    .concat([
      'columnalign',
      'columnspacing',
      'rowspacing',
      'displaystyle',
      'scriptlevel',
      'linethickness',
      'width',
    ])
    .concat([
      'height',
      'depth',
      'voffset',
      'accentunder',
      'notation',
      'movablelimits',
      'symmetric',
      'columnlines',
    ])
    .concat(['rowlines', 'largeop', 'form']),
)

interface Open {
  tag: string
  attributes: Record<string, string>
  inside: ReactNode[]
}

/** Elements of well-formed MathML. What is not among those above is left out with all that is in it. */
function elementsOf(xml: string): ReactNode {
  const outer: Open = { tag: '', attributes: {}, inside: [] }
  const open = [outer]
  for (const [, close, tag = '', said = '', empty, text] of xml.matchAll(
    /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    if (text !== undefined) open.at(-1)?.inside.push(plain(text))
    else if (!close) {
      open.push({ tag, attributes: attributesOf(said), inside: [] })
      if (empty) shut(open)
    } else shut(open)
  }
  if (open.length !== 1) throw new Error('What the typesetter wrote is not well-formed.')
  return createElement('span', null, ...outer.inside)
}

function shut(open: Open[]): void {
  const done = open.pop()
  const around = open.at(-1)
  if (!done || !around) throw new Error('What the typesetter wrote is not well-formed.')
  // The spans around a formula carry nothing.
  if (done.tag === 'span') around.inside.push(...done.inside)
  else if (TAGS.has(done.tag)) around.inside.push(createElement(done.tag, done.attributes, ...done.inside))
}

function attributesOf(said: string): Record<string, string> {
  const pairs = [...said.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    plain(value),
  ])
  return Object.fromEntries(pairs.filter(([name = '']) => ATTRIBUTES.has(name))) as Record<string, string>
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => NAMED[name] ?? '')
