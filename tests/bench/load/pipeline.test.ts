import { expect, it } from 'vitest'
import { answerReader } from './pipeline.ts'

const anAnswer = (status: number, body: string) =>
  `HTTP/1.1 ${status} word\r\nContent-Length: ${body.length}\r\nx: y\r\n\r\n${body}`
const stream = [
  anAnswer(202, '{"taken":5}'),
  anAnswer(204, ''),
  anAnswer(503, 'no'),
  anAnswer(200, '{}'),
].join('')

it.each([1, 2, 5, 17, stream.length])('counts the same answers from pieces of %i characters', size => {
  const answers = { accepted: 0, refused: 0 }
  const read = answerReader(answers)

  for (let at = 0; at < stream.length; at += size) read(stream.slice(at, at + size))

  expect(answers).toEqual({ accepted: 3, refused: 1 })
})
