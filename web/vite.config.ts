import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { languages } from './scripts/languages.ts'
import { firstLoad, OF_KIND } from './scripts/weight.ts'

/** The frame of all pages, and what nearly every page draws with. */
const FRAME = new RegExp(
  [
    '/src/(?:app/Shell|features/unsent/UnsentPage|(?:api/(?:asking|keeping/ids)|ui/(?:AskDialog|CaseView|Dialog|LoadMore|MarkdownText|Said|Tip|sections|strings/guideline)))\\.tsx?$',
    '/@mantine/core/esm/components/(?:ActionIcon|Group|NativeSelect|Stack|Text|Textarea|TextInput)/',
    '/@mantine/hooks/esm/use-(?:debounced-value|local-storage|uncontrolled)/',
    '/@tanstack/(?:query-core|react-query)/',
  ].join('|'),
)

/** What a kind asks and takes for an answer: pages that show answers need it, and nothing that draws. */
const RULES_OF = /\/src\/kinds\/([a-z]+)\/(?:index|reduce|schema)\.ts$/

/** What a kind that marks pictures draws with, at the desk. */
const DRAWS =
  /\/src\/kinds\/(boxes|polygons|polylines|keypoints)\/(?:Stage|Editor|Review|Active|hand|keys|drawing|craft|\w+Details)\.tsx?$/

export default defineConfig({
  plugins: [languages(), react(), firstLoad()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../src/goodwork/_web',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing is inlined as data: addresses, so the server can send a strict content security policy.
    assetsInlineLimit: 0,
    // One stylesheet, with the first page: a late one that does not come would leave a page without its looks.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What comes together is one file each, with all that it stands on: many small files weigh more than one.
          groups: [
            // What the words of every language stand on: they are read before the client is, so they can't wait for it.
            { name: 'locale', test: /\/src\/ui\/(locale|format)\.ts$/ },
            { name: 'start', tags: ['$initial'] },
            { name: 'frame', test: FRAME },
            // What marking texts shares with others, who must not load what marks because of it.
            { name: 'apart', test: /\/src\/(?:text\/(?:blocks|colors)|geometry\/frames|ui\/useTouch)\.ts$/ },
            {
              name: 'kinds',
              test: /\/src\/kinds\/(?:registry|contract|labels|markLabels|outputs|sources|typing|chance)\.ts$/,
            },
            { name: 'desk', test: /\/src\/features\/desk\/DeskPage\.tsx$/ },
            {
              name: 'marks',
              test: /\/src\/(?:kinds\/(?:AttributeFields\.tsx|Marks\.tsx|look\.ts)|machine\/useStageKeys\.ts)$/,
            },
            {
              name: 'picturing',
              test: /\/src\/(?:picture|kinds\/(?:points|regions))\/(?!setup|RegionBuilder|SetupNumber)\w+\.tsx?$/,
            },
            // A picture's desk has one of them at a time: each is a file of its own.
            {
              name: (module) => DRAWS.exec(module)?.[1] ?? null,
              test: DRAWS,
              includeDependenciesRecursively: false,
            },
            { name: 'marking', test: /\/src\/kinds\/marking\/Marking(Stage|Editor|Review)\.tsx$/ },
            {
              name: (module) => RULES_OF.exec(module)?.[1]?.concat('-rules') ?? null,
              test: RULES_OF,
              debugName: 'what one kind asks',
              includeDependenciesRecursively: false,
            },
            {
              name: (module) => OF_KIND.exec(module)?.[1] ?? null,
              test: OF_KIND,
              debugName: 'one kind at the desk',
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.GOODWORK_DEV_SERVER ?? 'http://127.0.0.1:8000' },
  },
})
