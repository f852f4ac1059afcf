/** Attributes of a label as one line: `certainty = sure / a guess; note; calendar* = old / new`. */
import type { Attribute } from '../markLabels'

export function attributesText(attributes: Attribute[]): string {
  return attributes
    .map(({ name, options, required }) => {
      const values = options.length > 0 ? ` = ${options.map((option) => option.name).join(' / ')}` : ''
      return `${name}${required ? '*' : ''}${values}`
    })
    .join('; ')
}

/** Ids are kept where the name is the same, so that renaming nothing changes nothing. */
export function attributesRead(line: string, before: Attribute[]): Attribute[] {
  return line
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [head = '', values] = one.split('=', 2)
      const required = head.trim().endsWith('*')
      const name = head.trim().replace(/\*$/, '').trim()
      const had = before.find((attribute) => attribute.name === name)
      const options = (values ?? '')
        .split('/')
        .map((value) => value.trim())
        .filter(Boolean)
        .map((value) => ({ id: had?.options.find((o) => o.name === value)?.id ?? '', name: value }))
      return { id: had?.id ?? '', name, options, required }
    })
}
