import { sizes } from './options.ts'

/** What each row measures, and beside what. */
const told: Readonly<Record<string, string>> = {
  delivery:
    'a report posted until the last console that may know has it; a bare socket server after one durable insert',
  positions:
    'readings of members: frames a console gets, CPU of the server; a bare parser with one batched insert',
  durable: 'reports a second, all work included; a bare driver that writes the same rows',
  fanOut: 'facts told to 500 consoles; a bare socket server with the same payload',
  catchUp: 'a console that was away for an hour; the bare query of the same facts',
  wallOpen: 'the first useful picture of the wall, and what it loads; a bare map with the same shapes',
  wallUpdates: 'redraws of the wall, once a second and in a row; a bare map that is given the same points',
  desk: 'the desk with 50,000 open cases: its first page, its opening, a case that comes, a letter typed meanwhile; a bare query and a bare list',
  statistics: 'all panels of the county and of a township; a bare look into an index for as many numbers',
  coldStart: 'a start of the server until it serves; PostgreSQL and an empty server',
  rebuild: 'all counters made anew; reading the same cases in slices',
  lists: 'first slices with their numbers; the same by a driver',
  search: 'cases by a common word and by a rare one; the same by a driver',
  detail: 'a case as it is opened; its row and its entries',
  overview: 'all panels of the county; as many counters by one look into an index',
  sweep: 'clocks that run out at once, until each has told of it; a driver that writes as many rows',
}

const named = (rows: readonly string[]): string =>
  rows.map(name => `  ${name.padEnd(12)} ${told[name] ?? ''}`).join('\n')

/** The usage in full. */
export const helpOf = (
  rows: readonly string[],
  ofLarge: readonly string[],
): string => `npm run bench -- [options]

Measures the built product beside bare baselines in the same run, on a demo county of its own. Prints a table and keeps it
in bench-<date>.json. Ends with 0 when all was measured and nothing was lost, doubled, out of order or told to the wrong
ones; a budget that is missed is marked and does not fail.

  --only name,…     these rows alone; a part of a name will do
  --size size       ${sizes.join(', ')}: how much of everything; usual when absent
  --data folder     a data folder to use and to keep; a temporary one when absent
  --profile folder  where the server writes its CPU profile when it ends
  --compare file    prints this run beside a kept one, row by row
  --compare a,b     prints two kept runs so, and measures nothing
  --help            this

rows, each ours; the bare one
${named(rows)}

rows of --size large, over a million cases made in bulk
${named(ofLarge)}`
