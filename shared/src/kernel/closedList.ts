/** The keys of a record as their own type; sound for tables written as one literal. */
export function typedKeys<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- Object.keys forgets the key type
  return Object.keys(table) as K[]
}

/** Whether a text is one of a closed list, telling the compiler so. */
export const isOneOf = <T extends string>(words: readonly T[], text: string): text is T =>
  words.some(word => word === text)
