import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { general as s } from './strings/general'

/** A field for a password, whose button to look at it has a name in the language of the page. */
export function PasswordField(props: PasswordInputProps) {
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': s.showPassword }} {...props} />
}
