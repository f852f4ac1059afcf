/** Words of the kind relations. */
export const words = {
  title: 'Relations',
}
