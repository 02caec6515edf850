/** One legal move: where from, where to, who by right, and which clocks it stops and starts. */
export interface MoveRule<
  Status extends string,
  Permission extends string,
  Whose extends string,
  Stage extends string,
> {
  readonly from: readonly Status[]
  /** `same` keeps the status. */
  readonly to: Status | 'same'
  readonly by: Permission
  /** The tie between the actor and the case that the move asks for, beyond the permission. */
  readonly whose: Whose
  readonly stops: readonly Stage[]
  readonly starts: readonly Stage[]
  /** Clocks that stand still from here on, and clocks that go on with what was left of them. */
  readonly pauses?: readonly Stage[]
  readonly resumes?: readonly Stage[]
  /** Clocks that get the later deadline that the move names. */
  readonly extends?: readonly Stage[]
}

/** The keys of a record as their own type; sound for tables written as one literal. */
export function typedKeys<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- Object.keys forgets the key type
  return Object.keys(table) as K[]
}

/** Whether a text is one of a closed list, telling the compiler so. */
export const isOneOf = <T extends string>(words: readonly T[], text: string): text is T =>
  words.some(word => word === text)
