/** Opens many consoles and remembers what each was sent, and when. */
import type { Fact, FactFrame } from '@shuniu/shared/live'
import { nowMs } from '../clock.ts'
import { openLight, type Light } from '../load/light.ts'
import { serve } from '../program.ts'

export interface ConsoleSeat {
  readonly cookie: string
  readonly rooms: readonly string[]
}

export interface OpenOptions {
  readonly port: number
  readonly seats: readonly ConsoleSeat[]
  /** `facts` are unpacked and kept; `sizes` are counted only; a `deaf` console reads and forgets. */
  readonly keeps: 'facts' | 'sizes' | 'deaf'
}

export interface HeardFact {
  readonly fact: Fact
  /** On the machine's monotonic clock. */
  readonly atMs: number
}

/** What one console was sent since it opened. */
export interface ConsoleRecord {
  from: number
  through: number
  readonly facts: HeardFact[]
  /** Frames with facts in them, and their bytes. */
  frames: number
  bytes: number
  firstAtMs: number
  lastAtMs: number
  /** When frames of positions came. */
  readonly positionsAtMs: number[]
}

const openedAtOnce = 24
const emptyTail = Buffer.from('"facts":[]}')
const positionsHead = Buffer.from('{"name":"member.positions"')

let lights: Light[] = []
let heards: ConsoleRecord[] = []

const isEmpty = (json: Buffer) => emptyTail.compare(json, json.length - emptyTail.length) === 0

/** `{"through":123,"facts":[` read without unpacking the facts. */
const throughIn = (json: Buffer): number => Number(json.subarray(11, json.indexOf(44)).toString('latin1'))

function note(heard: ConsoleRecord, json: Buffer, keeps: OpenOptions['keeps']): void {
  heard.through = throughIn(json)
  if (isEmpty(json)) return
  const atMs = nowMs()
  heard.frames += 1
  heard.bytes += json.length
  heard.lastAtMs = atMs
  if (heard.frames === 1) heard.firstAtMs = atMs
  if (keeps !== 'facts') return
  const frame: FactFrame = JSON.parse(json.toString())
  for (const fact of frame.facts) heard.facts.push({ fact, atMs })
}

const silent = (): ConsoleRecord => ({
  from: 0,
  through: 0,
  facts: [],
  frames: 0,
  bytes: 0,
  firstAtMs: 0,
  lastAtMs: 0,
  positionsAtMs: [],
})

async function openOne({ port, keeps }: OpenOptions, seat: ConsoleSeat, nth: number): Promise<void> {
  const heard = silent()
  const light = await openLight({
    port,
    cookie: seat.cookie,
    rooms: seat.rooms,
    heard(event, json) {
      if (keeps === 'deaf') return
      if (event === 'facts') note(heard, json, keeps)
      else if (json.indexOf(positionsHead) === 0) heard.positionsAtMs.push(nowMs())
    },
  })
  if (light.ack.joined.length !== seat.rooms.length) throw new Error(`denied: ${light.ack.denied.join()}`)
  heard.from = light.ack.head
  heard.through = Math.max(heard.through, heard.from)
  lights[nth] = light
  heards[nth] = heard
}

const program = {
  /** Opens a console for each seat, some at a time. */
  async open(options: OpenOptions): Promise<void> {
    lights = []
    heards = []
    let next = 0
    const openSome = async () => {
      for (let nth = next++; nth < options.seats.length; nth = next++) {
        const seat = options.seats[nth]
        if (seat) await openOne(options, seat, nth)
      }
    }
    await Promise.all(Array.from({ length: openedAtOnce }, openSome))
  },
  /** The lowest number that any console has come to. */
  through: async (_: null): Promise<number> => Math.min(...heards.map(({ through }) => through)),
  heard: async (_: null): Promise<readonly ConsoleRecord[]> => heards,
  async close(_: null): Promise<void> {
    for (const light of lights) light.close()
    lights = []
  },
}

export type Consoles = typeof program
serve(program)
