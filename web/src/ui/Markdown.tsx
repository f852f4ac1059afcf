import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { createElement, Fragment, useMemo, type ReactNode } from 'react'

/** Markdown as elements: only those named here are ever made, so no HTML and no script gets in. */
export default function Markdown({ text, find }: { text: string; find: string }) {
  const tokens = useMemo(() => Lexer.lex(text), [text])
  return drawn(tokens, { find: find.trim().toLowerCase(), depth: 0 })
}

interface Way {
  /** Words that are marked. */
  find: string
  /** What is drawn otherwise than here; undefined: as here. */
  own?: (token: Token, inside: () => ReactNode) => ReactNode | undefined
  depth: number
}

/** Deeper nested text stays as it was written: nobody reads that, and pages break under it. */
const DEEPEST = 24

export function drawn(tokens: Token[] | undefined, way: Way): ReactNode {
  if (way.depth > DEEPEST) return tokens?.map(({ raw }) => raw).join('')
  const deeper = { ...way, depth: way.depth + 1 }
  return tokens?.map((token, i) => <Fragment key={i}>{one(token as MarkedToken, deeper)}</Fragment>)
}

function one(token: MarkedToken, way: Way): ReactNode {
  const { find } = way
  const inside = () => drawn('tokens' in token ? token.tokens : undefined, way)
  const own = way.own?.(token, inside)
  if (own !== undefined) return own
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'paragraph':
      return <p>{inside()}</p>
    case 'heading':
      // The page has its own first headings; those of the text come below them.
      return createElement(`h${String(Math.min(6, Math.max(3, token.depth + 1)))}`, null, inside())
    case 'strong':
      return <strong>{inside()}</strong>
    case 'em':
      return <em>{inside()}</em>
    case 'del':
      return <del>{inside()}</del>
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'blockquote':
      return <blockquote>{inside()}</blockquote>
    case 'codespan':
      return <code>{marked(token.text, find)}</code>
    case 'code':
      return (
        <pre>
          <code>{marked(token.text, find)}</code>
        </pre>
      )
    case 'list':
      return createElement(
        token.ordered ? 'ol' : 'ul',
        token.ordered && token.start !== 1 ? { start: Number(token.start) } : null,
        token.items.map((item, i) => <li key={i}>{drawn(item.tokens, way)}</li>),
      )
    case 'checkbox':
      return (
        <>
          <input type="checkbox" checked={token.checked} readOnly disabled />{' '}
        </>
      )
    case 'table':
      return <Table token={token} way={way} />
    case 'link': {
      const href = decoded(token.href)
      if (!isOpen(href)) return inside()
      return (
        <a href={href} target="_blank" rel="noreferrer noopener">
          {inside()}
        </a>
      )
    }
    case 'image':
      // Pictures from elsewhere would tell their server who reads this, and when.
      return <span>[{token.text || token.href}]</span>
    case 'escape':
      return marked(token.text, find)
    case 'text':
      return token.tokens ? inside() : marked(decoded(token.text), find)
    default:
      // HTML stays text, as it was written; so does whatever is not known here.
      return marked(token.raw, find)
  }
}

function Table({ token, way }: { token: Tokens.Table; way: Way }) {
  const cell = (at: Tokens.TableCell, n: number) =>
    createElement(
      at.header ? 'th' : 'td',
      { key: n, style: at.align ? { textAlign: at.align } : undefined },
      drawn(at.tokens, way),
    )
  return (
    <table>
      <thead>
        <tr>{token.header.map(cell)}</tr>
      </thead>
      <tbody>
        {token.rows.map((row, n) => (
          <tr key={n}>{row.map(cell)}</tr>
        ))}
      </tbody>
    </table>
  )
}

/** A text with the words that were looked for marked. */
function marked(text: string, find: string): ReactNode {
  if (!find) return text
  const pieces: ReactNode[] = []
  const low = text.toLowerCase()
  let from = 0
  for (let at = low.indexOf(find); at >= 0; at = low.indexOf(find, from)) {
    pieces.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + find.length)}</mark>)
    from = at + find.length
  }
  return pieces.length === 0 ? text : [...pieces, text.slice(from)]
}

/** Whether an address is one that may be opened: of the web, of mail, or within this site. */
function isOpen(href: string): boolean {
  // Browsers pass over white space and control characters in the name of a scheme.
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(href.replace(/[^!-~]/g, '')) ?? []
  return scheme === undefined || ['http', 'https', 'mailto'].includes(scheme.toLowerCase())
}

/** An address of the web or of mail that leads away from this site, written out; null when it is none. */
export function outside(href: string): string | null {
  try {
    const { protocol, href: address } = new URL(href)
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? address : null
  } catch {
    return null
  }
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rarr: '→',
  larr: '←',
  times: '×',
  copy: '©',
}

/** A text with its character references (`&amp;`, `&#8594;`) as the characters; those not known stay as they are. */
export function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
    (whole, ten?: string, hex?: string, name = '') => {
      if (name) return NAMED[String(name)] ?? whole
      const point = ten ? parseInt(ten, 10) : parseInt(hex ?? '', 16)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
    },
  )
}
