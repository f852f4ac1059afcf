import { Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AssessmentTerms } from '@/api/types'
import { count } from '@/ui/format'
import { money, plain, readMoney } from '@/ui/money'
import { assessments as s } from '@/ui/strings/assessments'
import { pay } from '@/ui/strings/pay'

interface FieldsProps {
  terms: AssessmentTerms
  onChange: (terms: AssessmentTerms) => void
}

/** What each attempt that is handed in is paid; empty: nothing. */
export function PayFields({ terms, onChange }: FieldsProps) {
  const { pay_currency: promised, pay_amount: amount, minutes } = terms
  const [currency, setCurrency] = useState(promised ?? 'EUR')
  const [written, write] = useState(promised && amount ? plain(amount, promised) : '')
  const read = readMoney(written, currency)
  const wrong = written.trim() !== '' && (read === null || read < 0)
  const known = /^[A-Z]{3}$/.test(currency)
  const change = (nextWritten: string, nextCurrency: string) => {
    write(nextWritten)
    setCurrency(nextCurrency)
    const next = readMoney(nextWritten, nextCurrency)
    const pays = next !== null && next > 0 && /^[A-Z]{3}$/.test(nextCurrency)
    onChange({ ...terms, pay_amount: pays ? next : null, pay_currency: pays ? nextCurrency : null })
  }
  return (
    <div>
      <Group align="flex-start">
        <TextInput
          label={s.fields.pay}
          inputMode="decimal"
          value={written}
          error={wrong ? pay.notMoney : undefined}
          onChange={(event) => {
            change(event.currentTarget.value, currency)
          }}
        />
        <TextInput
          label={pay.currency}
          maxLength={3}
          value={currency}
          error={written.trim() !== '' && !known ? pay.currencyHint : undefined}
          onChange={(event) => {
            change(written, event.currentTarget.value.toUpperCase())
          }}
        />
      </Group>
      <Text size="sm" c="dimmed" mt="xs" role="status">
        {amount && promised
          ? s.fields.payComes(money(Math.floor((amount * 60) / minutes), promised), count(minutes))
          : s.fields.payHint}
      </Text>
    </div>
  )
}
