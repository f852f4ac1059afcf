import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** The look of the tool: one accent (pine), neutral greys with a breath of green, two typefaces of one family. */
const pine: MantineColorsTuple = [
  '#eef7f3',
  '#dcefe7',
  '#b7ddce',
  '#8cc8b1',
  '#63b295',
  '#3d9a7b',
  '#1f7d61',
  '#14604c',
  '#0f4e3e',
  '#0a3b2f',
]
const red: MantineColorsTuple = [
  '#fdf1f0',
  '#fbe0de',
  '#f5bdb9',
  '#ee9690',
  '#e5726a',
  '#d9534a',
  '#b93a33',
  '#a32a24',
  '#86211c',
  '#6a1a16',
]
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#eff2f1',
  '#e4e8e7',
  '#d4dad8',
  '#b4bdbb',
  '#87928f',
  '#5f6a67',
  '#48524f',
  '#303937',
  '#1a211f',
]
const dark: MantineColorsTuple = [
  '#dfe5e3',
  '#c0c9c6',
  '#9aa6a2',
  '#6d7976',
  '#3e4744',
  '#303836',
  '#232a28',
  '#181d1c',
  '#121615',
  '#0d1010',
]

export const SANS =
  "'Source Sans 3 Variable', system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', sans-serif"
export const SERIF =
  "'Source Serif 4 Variable', 'Iowan Old Style', 'Noto Serif', 'Noto Naskh Arabic', Georgia, 'Noto Serif CJK SC', serif"

export const theme = createTheme({
  colors: { pine, red, gray, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#1a211f',
  fontFamily: SANS,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'DejaVu Sans Mono', Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.6', xl: '1.6' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  defaultRadius: 'md',
  headings: {
    fontFamily: SANS,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // A name on something without a role is read by nobody.
    Loader: { defaultProps: { role: 'status' } },
    // What is optional is said in its label; everything else is asked for.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    // What is typed runs as it is written, whatever the language of the page.
    TextInput: { defaultProps: { withAsterisk: false, dir: 'auto' } },
    Textarea: { defaultProps: { withAsterisk: false, dir: 'auto' } },
    PasswordInput: { defaultProps: { withAsterisk: false } },
  },
})

/** Mantine's own variables, where ours should stand behind its components. */
export const variables: CSSVariablesResolver = () => {
  const soft = {
    '--mantine-color-pine-light': 'var(--gw-accent-soft)',
    '--mantine-color-pine-light-hover': 'color-mix(in srgb, var(--gw-accent) 18%, var(--gw-surface))',
    '--mantine-color-pine-light-color': 'var(--gw-accent)',
    '--mantine-color-body': 'var(--gw-surface)',
    '--mantine-color-text': 'var(--gw-ink)',
    '--mantine-color-dimmed': 'var(--gw-muted)',
  }
  return { variables: {}, light: soft, dark: soft }
}
