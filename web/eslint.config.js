import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// The arrows of the web client point down: app -> features -> kinds -> ui | api -> text -> geometry. That nothing forms a
// circle, and that features and kinds are strangers to each other, is what scripts/circles.js checks.
// A room imports rooms below it by `@/room/...`; inside a room files use `./`.
const forbid = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
})

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'src/api/schema.gen.ts'] },
  js.configs.recommended,
  {
    files: ['public/**'],
    languageOptions: {
      sourceType: 'script',
      globals: {
        localStorage: 'readonly',
        matchMedia: 'readonly',
        document: 'readonly',
        navigator: 'readonly',
      },
    },
  },
  {
    files: ['scripts/**'],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 500, skipBlankLines: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'crypto', property: 'randomUUID', message: 'It is missing on plain http: take newId.' },
      ],
    },
  },
  forbid(
    ['src/features/**'],
    ['@/features/*', '@/features/**', '@/app/*', '@/app/**', '../*'],
    'Features never import each other nor the app. Put what two of them need into a room below.',
  ),
  forbid(
    ['src/kinds/**'],
    ['@/features/**', '@/app/**', '@/api/**'],
    'Kinds know questions and answers only.',
  ),
  forbid(
    ['src/text/**', 'src/geometry/**', 'src/machine/**'],
    ['@/features/**', '@/app/**', '@/kinds/**', '@/api/**', '@/ui/**'],
    'These rooms know texts, points and steps, not questions.',
  ),
  {
    // A number gets its unit, and a point its frame, in one place each.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/text/offsets.ts', 'src/geometry/frames.ts', 'src/geometry/picture.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'TSAsExpression > TSTypeReference[typeName.name=/^(CodePoint|Utf16|Range|Fragment|ScreenPoint|LocalPoint|LocalBox|PicturePoint)$/]',
          message: 'Convert by src/text/offsets.ts, src/geometry/frames.ts or src/geometry/picture.ts.',
        },
      ],
    },
  },
  forbid(
    ['src/ui/**'],
    ['@/features/**', '@/app/**', '@/kinds/**', '@/api/**'],
    'The ui room is below all others.',
  ),
  forbid(
    ['src/api/**'],
    ['@/features/**', '@/app/**', '@/kinds/**', '@/ui/**'],
    'The api room is below all others.',
  ),
)
