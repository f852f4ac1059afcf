import { Text, Textarea, TextInput } from '@mantine/core'
import { words as s } from './words'
import type { EditorProps } from '../contract'
import type { Gesture } from './reduce'
import { length, type TextAnswer, type TextQuestion } from './schema'

export function Editor({
  question,
  answer,
  onGesture,
  readOnly = false,
}: EditorProps<TextQuestion, TextAnswer, Gesture>) {
  const text = answer?.text ?? ''
  const n = length(text)
  const field = {
    'aria-label': question.title,
    value: text,
    readOnly,
    error: n > question.most,
    dir: 'auto',
    onChange: (event: { currentTarget: { value: string } }) => {
      onGesture({ does: 'write', text: event.currentTarget.value })
    },
  }
  return (
    <div>
      {question.multiline ? (
        <Textarea {...field} autosize minRows={4} maxRows={16} />
      ) : (
        <TextInput {...field} />
      )}
      {n > question.most * 0.8 && (
        <Text size="xs" c={n > question.most ? 'var(--gw-bad)' : 'dimmed'} ta="end" mt={4}>
          {s.count(n, question.most)}
        </Text>
      )}
    </div>
  )
}
