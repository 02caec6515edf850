/** As much of a text as there is room for, letters kept whole. */
export function beginningOf(text: string, most: number): string {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text
}
