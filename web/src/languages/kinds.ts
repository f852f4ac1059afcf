/** Words of kinds, each in the folder of its kind, by the file of the English ones. */
export function byFile(found: Record<string, object>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(found).map(([path, words]) => {
      const [, file = ''] = /\/(kinds\/[^/]+\/\w+)/.exec(path) ?? []
      return [file, words]
    }),
  )
}
