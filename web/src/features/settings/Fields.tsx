import {
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Radio,
  Slider,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { organizingQueries } from '@/api/organizing'
import type { Policy, ProjectIn } from '@/api/types'
import { percent } from '@/ui/format'
import { models } from '@/ui/strings/models'
import { settings as s } from '@/ui/strings/settings'

interface BasicsProps {
  name: string
  purpose: string
  /** Whether it is said what is missing: after the first try to go on. */
  tried?: boolean
  onChange: (patch: { name?: string; purpose?: string }) => void
}

export function BasicsFields({ name, purpose, tried = false, onChange }: BasicsProps) {
  return (
    <Stack gap="md">
      <TextInput
        id="project-name"
        error={tried && name.trim() === '' ? s.nameMissing : undefined}
        label={s.name}
        description={s.nameHint}
        value={name}
        maxLength={120}
        required
        onChange={(event) => {
          onChange({ name: event.currentTarget.value })
        }}
      />
      <Textarea
        id="project-purpose"
        error={tried && purpose.trim() === '' ? s.purposeMissing : undefined}
        label={s.purpose}
        description={s.purposeHint}
        value={purpose}
        maxLength={4000}
        autosize
        minRows={3}
        required
        onChange={(event) => {
          onChange({ purpose: event.currentTarget.value })
        }}
      />
    </Stack>
  )
}

interface PolicyProps {
  policy: Policy
  onChange: (policy: Policy) => void
}

export function PolicyFields({ policy, onChange }: PolicyProps) {
  const label = useId()
  const number = (
    field: 'fewest' | 'most' | 'gold_most' | 'lease_hours' | 'appeal_days',
    words: { label: string; description?: string },
    limits: { min: number; max: number },
  ) => (
    <NumberInput
      {...words}
      {...limits}
      style={{ flex: '1 1 200px' }}
      value={policy[field]}
      allowDecimal={field === 'lease_hours'}
      onChange={(value) => {
        if (typeof value === 'number') onChange({ ...policy, [field]: value })
      }}
    />
  )
  return (
    <Stack gap="lg">
      <Text fw={500}>{s.policySentence(policy.fewest, policy.most, percent(policy.target, 0))}</Text>
      <div>
        <Text size="sm" fw={500} id={label}>
          {s.target}: {percent(policy.target, policy.target > 0.99 ? 1 : 0)}
        </Text>
        <Text size="xs" c="dimmed" mb={8}>
          {s.targetHint}
        </Text>
        <Slider
          maw={460}
          min={0.5}
          max={0.99}
          step={0.01}
          value={policy.target}
          label={(value) => percent(value)}
          thumbProps={{ 'aria-labelledby': label }}
          onChange={(target) => {
            onChange({ ...policy, target })
          }}
        />
      </div>
      <Group align="flex-start">
        {number('fewest', { label: s.fewest, description: s.fewestHint }, { min: 1, max: 100 })}
        {number('most', { label: s.most, description: s.mostHint }, { min: policy.fewest, max: 1000 })}
      </Group>
      <Radio.Group
        label={s.disputed}
        value={policy.disputed}
        onChange={(disputed) => {
          onChange({ ...policy, disputed: disputed === 'expert' ? 'expert' : 'settle' })
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="settle" label={s.disputedSettle} />
          <Radio value="expert" label={s.disputedExpert} />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={models.policy}
        description={models.weighedHint}
        value={policy.predictions}
        onChange={(predictions) => {
          onChange({ ...policy, predictions: predictions === 'weighed' ? 'weighed' : 'shown' })
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="shown" label={models.shown} />
          <Radio value="weighed" label={models.weighed} />
        </Stack>
      </Radio.Group>
      <Group align="flex-end">
        <NumberInput
          label={s.goldShare}
          description={s.goldShareHint}
          style={{ flex: '1 1 200px' }}
          value={Math.round(policy.gold_share * 1000) / 10}
          min={0}
          max={50}
          onChange={(value) => {
            if (typeof value === 'number') onChange({ ...policy, gold_share: value / 100 })
          }}
        />
        {number('gold_most', { label: s.goldMost }, { min: 1, max: 10_000 })}
      </Group>
      {/* In a row, because its width is stated as a share of one. */}
      <Group align="flex-start">
        {number('lease_hours', { label: s.lease, description: s.leaseHint }, { min: 0.1, max: 720 })}
        {number('appeal_days', { label: s.appealDays, description: s.appealDaysHint }, { min: 1, max: 90 })}
      </Group>
      <Checkbox
        label={s.namedClaims}
        description={s.namedClaimsHint}
        checked={policy.named_claims}
        onChange={(event) => {
          onChange({ ...policy, named_claims: event.currentTarget.checked })
        }}
      />
      <Checkbox
        label={s.finishInHand}
        description={s.finishInHandHint}
        checked={policy.finish_in_hand}
        onChange={(event) => {
          onChange({ ...policy, finish_in_hand: event.currentTarget.checked })
        }}
      />
      <Checkbox
        label={s.handOver}
        description={s.handOverHint}
        checked={policy.hand_over}
        onChange={(event) => {
          onChange({ ...policy, hand_over: event.currentTarget.checked })
        }}
      />
    </Stack>
  )
}

interface AccessProps {
  openTo: ProjectIn['open_to']
  teamIds: number[]
  onChange: (patch: { open_to?: 'organization' | 'teams'; team_ids?: number[] }) => void
}

export function AccessFields({ openTo, teamIds, onChange }: AccessProps) {
  const teams = useQuery(organizingQueries.teams())
  const none = teams.data?.length === 0
  return (
    <Stack gap="md">
      <Radio.Group
        value={openTo}
        aria-label={s.access}
        onChange={(value) => {
          onChange({ open_to: value === 'teams' ? 'teams' : 'organization' })
        }}
      >
        <Stack gap="xs">
          <Radio value="organization" label={s.openOrganization} />
          <Radio
            value="teams"
            label={s.openTeams}
            description={none ? s.noTeams : undefined}
            disabled={none}
          />
        </Stack>
      </Radio.Group>
      {openTo === 'teams' && (
        <MultiSelect
          label={s.teams}
          description={s.teamsHint}
          data={(teams.data ?? []).map((team) => ({ value: String(team.id), label: team.name }))}
          value={teamIds.map(String)}
          onChange={(values) => {
            onChange({ team_ids: values.map(Number) })
          }}
        />
      )}
    </Stack>
  )
}
