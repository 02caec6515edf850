import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What a program of the bench can be asked for, by name. */
export type ChildProgram = Readonly<Record<string, (asked: never) => Promise<unknown>>>

/** A program in a process of its own, so that what makes the load never shares a thread with what is measured. */
export interface Child<P extends ChildProgram> {
  readonly pid: number
  ask<K extends keyof P & string>(name: K, asked: Parameters<P[K]>[0]): Promise<Awaited<ReturnType<P[K]>>>
  stop(): Promise<void>
}

interface ChildAnswer {
  readonly id: number
  readonly value?: unknown
  readonly fault?: string
}

/** Starts `tests/bench/programs/<name>.ts`. */
export function startProgram<P extends ChildProgram>(name: string): Child<P> {
  const child = fork(join(import.meta.dirname, 'programs', `${name}.ts`), [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>()
  let asked = 0
  child.on('message', ({ id, value, fault }: ChildAnswer) => {
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (fault === undefined) waiter?.resolve(value)
    else waiter?.reject(new Error(`${name}: ${fault}`))
  })
  child.on('exit', code => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with ${String(code)}`))
    waiting.clear()
  })
  return {
    pid: child.pid ?? 0,
    ask<K extends keyof P & string>(what: K, question: Parameters<P[K]>[0]) {
      asked += 1
      const id = asked
      const answered = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
      child.send({ id, what, question })
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the program is compiled with this bench
      return answered as Promise<Awaited<ReturnType<P[K]>>>
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
