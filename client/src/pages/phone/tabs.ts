import { may, type Actor } from '@shuniu/shared/identity'

/** The four tabs, by the last word of their address, with their pictures; the first two are for those who report. */
const tabs = [
  { name: 'report', needs: 'report.make', glyph: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z M12 8v8 M8 12h8' },
  { name: 'mine', needs: 'report.make', glyph: 'M6 3h9l3 3v15H6z M9 10h6 M9 14h6 M9 18h3' },
  { name: 'tasks', needs: 'case.read', glyph: 'M4 5h16v14H4z M8 12l3 3 5-6' },
  { name: 'me', needs: 'case.read', glyph: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z M4 21c0-5 4-7 8-7s8 2 8 7' },
] as const

/** The tabs of whoever holds the phone, the one it opens with first. */
export const tabsOf = (actor: Actor | undefined) =>
  tabs.filter(({ needs }) => actor !== undefined && may(actor, needs))
