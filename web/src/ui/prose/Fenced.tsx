import type { Parser } from '@lezer/common'
import { highlightTree, tagHighlighter, tags as t } from '@lezer/highlight'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './Prose.module.css'
import { parserNamed } from './parsers'

/** Longer code is shown without colours. */
const MOST_COLOURED = 20_000

const colours = tagHighlighter([
  { tag: [t.keyword, t.modifier, t.operatorKeyword], class: styles.keyword ?? '' },
  { tag: [t.string, t.special(t.string), t.regexp, t.attributeValue], class: styles.string ?? '' },
  { tag: [t.number, t.bool, t.null, t.atom], class: styles.number ?? '' },
  { tag: [t.comment, t.docString, t.meta], class: styles.comment ?? '' },
  {
    tag: [t.function(t.variableName), t.function(t.propertyName), t.definition(t.function(t.variableName))],
    class: styles.named ?? '',
  },
  { tag: [t.typeName, t.className, t.tagName, t.namespace], class: styles.type ?? '' },
])

/** A block of code in a text, with modest colours where its language is known. */
export function Fenced({ text, language }: { text: string; language: string }) {
  const [parser, setParser] = useState<Parser | null>(null)
  const plain = text.length > MOST_COLOURED
  useEffect(() => {
    let gone = false
    if (!plain)
      void parserNamed(language).then((found) => {
        if (!gone) setParser(found)
      })
    return () => {
      gone = true
    }
  }, [language, plain])
  return <code>{parser && !plain ? coloured(text, parser) : text}</code>
}

export function coloured(text: string, parser: Parser): ReactNode[] {
  const pieces: ReactNode[] = []
  let at = 0
  highlightTree(parser.parse(text), colours, (from, to, looks) => {
    pieces.push(
      text.slice(at, from),
      <span key={from} className={looks}>
        {text.slice(from, to)}
      </span>,
    )
    at = to
  })
  return [...pieces, text.slice(at)]
}
