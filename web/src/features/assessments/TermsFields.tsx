import { NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { qualifyingQueries } from '@/api/qualifying'
import type { AssessmentTerms } from '@/api/types'
import { assessments as s } from '@/ui/strings/assessments'
import styles from './Assessments.module.css'
import { PayFields } from './PayFields'

export const USUAL: AssessmentTerms = {
  title: '',
  about: '',
  drawn: 8,
  pass_mark: 0.75,
  tries: 3,
  wait_days: 1,
  minutes: 15,
}

interface FieldsProps {
  terms: AssessmentTerms
  onChange: (terms: AssessmentTerms) => void
}

/** What people are told before they begin. */
export function TermsFields({ terms, onChange }: FieldsProps) {
  const known = useQuery(qualifyingQueries.everyQualification())
  const number = (
    name: 'drawn' | 'tries' | 'wait_days' | 'minutes',
    label: string,
    most: number,
    hint?: string,
  ) => (
    <NumberInput
      label={label}
      description={hint}
      min={name === 'wait_days' ? 0 : 1}
      max={most}
      allowDecimal={false}
      value={terms[name]}
      onChange={(value) => {
        if (typeof value === 'number') onChange({ ...terms, [name]: value })
      }}
    />
  )
  return (
    <Stack gap="md">
      <TextInput
        label={s.fields.title}
        required
        maxLength={200}
        value={terms.title}
        onChange={(event) => {
          onChange({ ...terms, title: event.currentTarget.value })
        }}
      />
      <Textarea
        label={s.fields.about}
        autosize
        minRows={2}
        maxLength={4000}
        value={terms.about}
        onChange={(event) => {
          onChange({ ...terms, about: event.currentTarget.value })
        }}
      />
      <div className={styles.pair}>
        {number('drawn', s.fields.drawn, 100, s.fields.drawnHint)}
        {number('minutes', s.fields.minutes, 480, s.fields.minutesHint)}
        <NumberInput
          label={s.fields.mark}
          min={1}
          max={100}
          allowDecimal={false}
          value={Math.round(terms.pass_mark * 100)}
          onChange={(value) => {
            if (typeof value === 'number' && value > 0) onChange({ ...terms, pass_mark: value / 100 })
          }}
        />
        {number('tries', s.fields.tries, 100)}
        {number('wait_days', s.fields.wait, 365)}
        <NativeSelect
          label={s.fields.awards}
          value={
            terms.qualification_id == null ? '' : `${String(terms.qualification_id)} ${String(terms.tier)}`
          }
          data={[
            { value: '', label: s.fields.awardsNothing },
            ...(known.data ?? []).flatMap((one) =>
              one.tiers.map((tier) => ({
                value: `${String(one.id)} ${String(tier.tier)}`,
                label: `${one.name}: ${tier.name}`,
              })),
            ),
          ]}
          onChange={(event) => {
            const [qualification, tier] = event.currentTarget.value.split(' ').map(Number)
            onChange({
              ...terms,
              qualification_id: qualification && tier ? qualification : null,
              tier: qualification && tier ? tier : null,
            })
          }}
        />
      </div>
      <PayFields terms={terms} onChange={onChange} />
    </Stack>
  )
}
