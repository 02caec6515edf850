import { expect, it } from 'vitest'
import { readingOf, withReading } from './readings.ts'

const at = (s: number) => new Date(Date.UTC(2026, 10, 24, 6, 0, s)).toISOString()
const reading = (s: number) => ({ at: at(s), lon: 115.6, lat: 33.1 })

it('keeps a reading every five seconds, whatever the phone tells', () => {
  const kept = [0, 1, 4, 5, 9, 10].reduce<ReturnType<typeof withReading>>(
    (all, s) => withReading(all, reading(s)),
    [],
  )

  expect(kept.map(one => one.at)).toEqual([at(0), at(5), at(10)])
})

it('lets the oldest go when a patrol is without network for hours', () => {
  const many = Array.from({ length: 3_600 }, (_, i) => reading(i * 5))

  const kept = withReading(many, reading(3_600 * 5))

  expect(kept.length).toBe(3_600)
  expect(kept[0]?.at).toBe(at(5))
})

it('leaves out what the phone does not know', () => {
  const coords = {
    longitude: 115.6,
    latitude: 33.1,
    accuracy: 12,
    altitude: null,
    altitudeAccuracy: null,
    speed: null,
    heading: Number.NaN,
    toJSON: () => ({}),
  }

  expect(readingOf({ coords, timestamp: Date.parse(at(7)) })).toEqual({
    ...reading(7),
    accuracyM: 12,
  })
})

it('tells the moment by the server’s clock when the phone’s is twenty minutes slow', () => {
  const coords = {
    longitude: 115.6,
    latitude: 33.1,
    accuracy: 12,
    altitude: null,
    altitudeAccuracy: null,
    speed: null,
    heading: null,
    toJSON: () => ({}),
  }
  const slowMs = 20 * 60_000

  expect(readingOf({ coords, timestamp: Date.parse(at(7)) - slowMs }, slowMs).at).toBe(at(7))
})
