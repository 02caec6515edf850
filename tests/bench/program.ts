import type { ChildProgram } from './child.ts'

interface Question {
  readonly id: number
  readonly what: string
  readonly question: never
}

const textOf = (cause: unknown): string =>
  cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)

/** Serves a program to the process that started it; ends with it. */
export function serve(program: ChildProgram): void {
  process.on('message', ({ id, what, question }: Question) => {
    const answer = program[what]
    if (!answer) return void process.send?.({ id, fault: `no such question: ${what}` })
    answer(question).then(
      value => process.send?.({ id, value }),
      (cause: unknown) => process.send?.({ id, fault: textOf(cause) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}
