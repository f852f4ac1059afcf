/** Markdown that models write, as elements. It is hostile until it is drawn: no HTML, no picture fetched, every address shown. */
import { Lexer, type MarkedToken, type Token } from 'marked'
import { type ReactNode, useMemo } from 'react'
import { arriving } from '../arriving'
import { bring } from '../chunk'
import { decoded, drawn, outside } from '../Markdown'
import { general as s } from '../strings/general'
import { FORMULAS, type FormulaToken } from './formulas'
import { parserNamed } from './parsers'
import styles from './Prose.module.css'

const Formula = arriving(() => import('./Formula'), 'Formula', {
  Meanwhile: Tex,
  around: (_, { tex }) => <Tex tex={tex} />,
})
const Fenced = arriving(() => import('./Fenced'), 'Fenced', {
  Meanwhile: Code,
  around: (_, { text }) => <Code text={text} />,
})

function Tex({ tex }: { tex: string }) {
  return <code>{tex}</code>
}
function Code({ text }: { text: string }) {
  return <code>{text}</code>
}

/** Fetches what is needed inside of texts; throws `Missing` when it does not come. */
export async function bringInside(formulas: boolean, languages: readonly string[]): Promise<void> {
  const parsers = languages.map(parserNamed)
  await bring([...(formulas ? [Formula.chunk] : []), ...(languages.length > 0 ? [Fenced.chunk] : [])])
  await Promise.all(parsers)
}

/** Formulas that one text may have; those beyond stand as they were written. */
const MOST_FORMULAS = 400

export function Drawn({ text }: { text: string }) {
  return useMemo(() => drawnOf(text), [text])
}

function drawnOf(text: string): ReactNode {
  let formulas = 0
  const own = (token: Token, inside: () => ReactNode): ReactNode | undefined => {
    if (isFormula(token)) {
      if (++formulas > MOST_FORMULAS) return token.raw
      const made = <Formula tex={token.tex} display={token.display} />
      return token.display ? <span className={styles.display}>{made}</span> : made
    }
    const known = token as MarkedToken
    if (known.type === 'code')
      return (
        <pre tabIndex={0}>
          <Fenced text={known.text} language={(known.lang ?? '').split(/\s/, 1)[0]?.toLowerCase() ?? ''} />
        </pre>
      )
    // Pictures from elsewhere would tell their server who reads this, and when: they open by a click, elsewhere.
    if (known.type === 'image')
      return <Away href={decoded(known.href)} text={s.pictureElsewhere(decoded(known.text))} />
    if (known.type === 'link') {
      const href = decoded(known.href)
      return <Away href={href} text={inside()} bare={decoded(known.text) === href} />
    }
    return undefined
  }
  try {
    const tokens = Lexer.lex(text, { gfm: true, breaks: true, extensions: FORMULAS })
    return drawn(tokens, { find: '', own, depth: 0 })
  } catch {
    // Nested too deeply to be read, for example.
    return <div className={styles.written}>{text}</div>
  }
}

const isFormula = (token: Token): token is FormulaToken => token.type === 'formula'

/** A link that leads away, with where it leads; an address that is none of the web or of mail stays text. */
function Away({ href, text, bare = false }: { href: string; text: ReactNode; bare?: boolean }) {
  const address = outside(href)
  if (address === null)
    return (
      <>
        {text} <span className={styles.address}>({href})</span>
      </>
    )
  return (
    <>
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        {text}
      </a>
      {!bare && <span className={styles.address}> ({shortened(address)})</span>}
    </>
  )
}

/** The beginning of an address, which says whose it is. */
const shortened = (address: string) => (address.length > 80 ? `${address.slice(0, 79)}…` : address)
