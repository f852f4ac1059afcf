import { Children, cloneElement, isValidElement, type ReactNode } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

/** Words that were looked for, marked inside whatever they stand in. */
function marked(children: ReactNode, find: string): ReactNode {
  if (!find) return children
  return Children.map(children, (child) => {
    if (typeof child === 'string') return split(child, find)
    if (isValidElement<{ children?: ReactNode }>(child) && child.props.children !== undefined)
      return cloneElement(child, undefined, marked(child.props.children, find))
    return child
  })
}

function split(text: string, find: string): ReactNode {
  const pieces: ReactNode[] = []
  const low = text.toLowerCase()
  let from = 0
  for (let at = low.indexOf(find); at >= 0; at = low.indexOf(find, from)) {
    pieces.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + find.length)}</mark>)
    from = at + find.length
  }
  return pieces.length === 0 ? text : [...pieces, text.slice(from)]
}

export default function Markdown({ text, find }: { text: string; find: string }) {
  const wanted = find.trim().toLowerCase()
  const components: Components = {
    p: ({ children }) => <p>{marked(children, wanted)}</p>,
    li: ({ children }) => <li>{marked(children, wanted)}</li>,
    td: ({ children }) => <td>{marked(children, wanted)}</td>,
    th: ({ children }) => <th>{marked(children, wanted)}</th>,
    // The page has its own first headings; those of the text come below them.
    h1: ({ children }) => <h3>{marked(children, wanted)}</h3>,
    h2: ({ children }) => <h3>{marked(children, wanted)}</h3>,
    h3: ({ children }) => <h4>{marked(children, wanted)}</h4>,
    a: ({ href, children }) => (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    ),
    // Pictures from elsewhere would tell their server who reads this, and when.
    img: ({ alt, src }) => <span>[{alt || String(src)}]</span>,
  }
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} skipHtml={false} components={components}>
      {text}
    </ReactMarkdown>
  )
}
