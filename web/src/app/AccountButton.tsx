import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { useMe } from '@/api/session'
import { app as s } from '@/ui/strings/app'
import styles from './Shell.module.css'

type ButtonProps = UnstyledButtonProps &
  ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> }

/** The button that opens the account menu; there before the menu has come. */
export function AccountButton(props: ButtonProps) {
  const me = useMe()
  return (
    <UnstyledButton {...props} className={styles.account} aria-label={s.account(me.name)}>
      <span className={styles.initials} data-letters={initials(me.name)} aria-hidden />
      <span className={styles.who}>{me.name}</span>
      <IconChevronDown size={16} aria-hidden />
    </UnstyledButton>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}
