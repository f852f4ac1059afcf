/** Words of the kind spans. */
export const words = {
  title: 'Spans',
}
