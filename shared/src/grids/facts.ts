import * as Type from 'typebox'
import { rooms } from '../identity/index.ts'
import { closed, fact, told } from '../kernel/index.ts'

/** A division or grid got another name, code or place: `codes` are those that it had and those that it has. */
export const DivisionChange = closed({ codes: Type.Array(Type.String()) })

const roomOf = (code: string): string =>
  code.length === 15 ? rooms.grid(code) : code.length === 12 ? rooms.village(code) : rooms.township(code)

export const divisionFacts = {
  /** What pages know of the county is of before; heard in the county and in what is changed. */
  'division.changed': fact({
    body: DivisionChange,
    version: 1,
    upcasts: {},
    heardBy: (_, { codes }) => {
      const below = codes.filter(({ length }) => length > 6)
      const townships = below.map(code => rooms.township(code))
      return told(...new Set([rooms.county, ...townships, ...below.map(roomOf)]))
    },
  }),
}
