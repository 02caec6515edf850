import { once } from 'node:events'
import { connect } from 'node:net'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { ProblemBook } from '../problems/index.ts'
import { tellProblems } from './problems.ts'

it('whoever hangs up in the middle of a body is no database that is away', async () => {
  let said = ''
  const stream = { write: (line: string) => void (said += line) }
  const http = fastify({ logger: { level: 'info', stream } })
  tellProblems(http, { book: new ProblemBook([]), methodsOf: () => [] })
  http.post('/api/positions', async () => 'here')
  const { port } = new URL(await http.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  await once(socket, 'connect')

  socket.write(
    'POST /api/positions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"items":',
    () => socket.destroy(),
  )

  await expect.poll(() => said, { timeout: 10_000 }).toContain('the caller hung up')
  expect(said).not.toContain('the database is away')
  await http.close()
})
