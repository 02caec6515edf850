import { refusals } from '../kernel/index.ts'

export const clockRefusals = refusals({
  'clock.notRunning': { status: 409, when: 'the clock to be extended has stopped or stands still' },
  'clock.ranOut': { status: 409, when: 'a clock that has run out is not extended any more' },
  'clock.extendedTooOften': { status: 409, when: 'the clock was extended as often as the settings allow' },
  'clock.notLater': { status: 400, when: 'the moment named is not later than the present one, in duty time' },
  'clock.tooFar': { status: 400, when: 'an extension may not reach beyond `atMost`' },
  'clock.unknownRule': { status: 404, when: 'no such rule' },
  'clock.pastRule': { status: 409, when: 'a rule may begin tomorrow and end today at the earliest' },
  'clock.endsBeforeItBegins': { status: 400, when: 'the last day of the rule lies before its first' },
  'clock.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'clock.overlap': { status: 409, when: 'another rule says the same from the same day; it is in the reply' },
  'clock.hole': {
    status: 409,
    when: 'some level and stage would be left without any limit; which ones, and from when, is in the reply',
  },
  'clock.unknownCategory': { status: 400, when: 'no category lies under the prefix' },
  'clock.lightsOutOfOrder': {
    status: 400,
    when: 'yellow must come before orange, and orange before the deadline',
  },
  'clock.shortBound': { status: 400, when: 'the last limit of extensions is shorter than the limit itself' },
})
