import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { BuilderProps } from '../contract'
import { RegionBuilder } from '../regions/RegionBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import own from './Keypoints.module.css'
import type { KeypointsQuestion } from './schema'
import { words as s } from './setupWords'
import { linesRead, linesText, pointsRead, pointsText, READY } from './skeletons'

export function Builder({ question, onChange }: BuilderProps<KeypointsQuestion>) {
  const [points, setPoints] = useState(() => pointsText(question.points))
  const [lines, setLines] = useState(() => linesText(question))
  const { wrong } = linesRead(lines, question.points)
  const begin = (made: Pick<KeypointsQuestion, 'points' | 'lines'>) => {
    setPoints(pointsText(made.points))
    setLines(linesText(made))
    onChange({ ...question, ...made })
  }
  return (
    <RegionBuilder
      question={question}
      onChange={onChange}
      words={s}
      numbers={
        <SetupNumber
          label={s.least}
          help={s.leastHelp}
          value={question.least}
          onChange={(least) => {
            onChange({ ...question, least })
          }}
        />
      }
    >
      <NativeSelect
        label={s.ready}
        maw={420}
        value=""
        data={[
          { value: '', label: s.readyNone },
          ...(['person', 'face', 'hand'] as const).map((value) => ({ value, label: s.readyOnes[value] })),
        ]}
        onChange={(event) => {
          const name = event.currentTarget.value
          if (name === 'person' || name === 'face' || name === 'hand') begin(READY[name]())
        }}
      />
      <div className={own.texts}>
        <Textarea
          label={s.points}
          description={s.pointsHelp}
          autosize
          minRows={4}
          maxRows={12}
          value={points}
          onChange={(event) => {
            setPoints(event.currentTarget.value)
            const made = pointsRead(event.currentTarget.value, question.points)
            // Lines follow their points, also where one is called otherwise now.
            const kept = question.lines.filter((line) =>
              line.every((end) => made.some(({ id }) => id === end)),
            )
            onChange({ ...question, points: made, lines: kept })
          }}
          onBlur={() => {
            setLines(linesText(question))
          }}
        />
        <Textarea
          label={s.lines}
          description={s.linesHelp}
          autosize
          minRows={4}
          maxRows={12}
          value={lines}
          error={wrong !== null && s.badLine(wrong)}
          onChange={(event) => {
            setLines(event.currentTarget.value)
            onChange({ ...question, lines: linesRead(event.currentTarget.value, question.points).lines })
          }}
        />
      </div>
    </RegionBuilder>
  )
}
