import { wordsOf } from '@shuniu/server/features/cases'
import type { Database } from '@shuniu/server/platform/db'
import { demoKinds } from '@shuniu/server/tools/demo/kinds.ts'
import { caseStatuses, isOpen } from '@shuniu/shared/cases'
import pg from 'pg'
import { everyVillage, townshipName, villageCode, villageName } from './county.ts'
import { accountId, unitIds } from './staff.ts'

type BulkDatabase = Pick<Database, 'pool' | 'url'>

/** Cases of three years, the newest of today. */
const days = 1_000
const wordsAtOnce = 5_000

const kinds = demoKinds.flatMap(({ code, texts, weight }) =>
  Array.from({ length: weight }, (_, nth) => ({ code, text: texts[nth % texts.length] ?? '' })),
)
const places = everyVillage.map(([t, v]) => ({
  area: villageCode(t, v),
  name: `${townshipName(t)}${villageName(v)}`,
  member: accountId(`t${t}v${v}g1`),
  owners: [unitIds.village(t, v), unitIds.village(t, v), unitIds.township(t), unitIds.force(t)],
}))
const openStatuses = caseStatuses.filter(isOpen)
/** As often as cases end so. */
const endings = [
  ...Array.from({ length: 85 }, () => 'archived'),
  'rejected',
  'rejected',
  'rejected',
  'withdrawn',
  'merged',
  'merged',
  'voided',
]

/**
 * A number from 0 to `below` - 1 that the serial of a case and the word decide, spread evenly: each case differs from its
 * neighbours, and the same cases are made each time.
 */
const spread = (word: string, below: string): string =>
  `((hashtextextended('${word}', n) & 9223372036854775807) % (${below}))::int`
const chance = (word: string, perMillion: number): string => `${spread(word, '1000000')} < ${perMillion}`
const pick = (parameter: string, word: string): string =>
  `(${parameter})[1 + ${spread(word, `cardinality(${parameter})`)}]`

/** `n` of so many cases, with what decides the rest. Of the last days 1.5 % are open, of long ago one in 2,000. */
const seeds = `
  select n, now() - (($1::bigint - n) * ${days * 86_400.0} / $1) * interval '1 second' as opened,
         (n > $1::bigint * 0.985 or ${chance('lingers', 500)}) as is_open,
         (1 + ${spread('place', 'cardinality($2::text[])')}) as place,
         (1 + ${spread('kind', 'cardinality($3::text[])')}) as kind,
         ${spread('level', '1000')} as level_of, ${chance('sampled', 20_000)} as is_sampled
    from generate_series(1, $1::bigint) as n`

const level = `(case when level_of < 2 then 'red' when level_of < 20 then 'orange' when level_of < 200 then 'yellow' else 'blue' end)`

const insertCases = `
with seeds as (${seeds}), told as (
  select *, ${level} as level, opened + interval '1 day' * (1 + ${spread('term', '20')}) as due,
         case when is_open then ${pick('$8::text[]', 'open')}
              when now() - opened < interval '6 days' or is_sampled and now() - opened < interval '40 days' then 'closed'
              else ${pick('$9::text[]', 'end')} end as status,
         ($7::uuid[])[4 * (place - 1) + 1 + ${spread('owner', '4')}] as owner
    from seeds)
insert into cases (id, number, status, level, category_code, source_code, area_code, grid_code, lon, lat, tier,
  owner_unit_id, co_unit_ids, reporter_id, handler_ids, version, opened_at, due_at, yellow_at, orange_at, stage,
  overdue, card, place_doubt, clock_doubt, sensitive, self_found, rework_count, refuse_count, ask_count, last_move,
  updated_at, closed_at, late_stages, accepted_at, assigned_at, started_at, done_at, verified_at, co_units, extension,
  supervision, escalated_from, instructed, reopen_count, sampled, text, place_text, occurred_at, received_at,
  place_name, is_open, level_rank, moved_version, master_id)
select (lpad(to_hex((extract(epoch from opened) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n & 4095), 3, '0')
         || '8' || substr(md5(n::text), 1, 15))::uuid,
       'ZZ341222-' || to_char(opened, 'YYYYMMDD') || '-' || lpad(n::text, 7, '0'),
       status, level, ($3::text[])[kind], case when ${chance('source', 700_000)} then '01' else '03' end,
       ($2::text[])[place], ($2::text[])[place] || '00' || (1 + ${spread('grid', '2')}),
       115.6 + ${spread('lon', '24000')} / 100000.0, 33.1 + ${spread('lat', '16000')} / 100000.0,
       case when ${chance('county', 20_000)} then 'county' when ${chance('village', 500_000)} then 'village' else 'township' end,
       owner, case when ${chance('joint', 30_000)} then array[$10::uuid] else '{}'::uuid[] end,
       case when ${chance('member', 800_000)} then ($5::uuid[])[place] end, array[($5::uuid[])[place]],
       1 + ${spread('version', '12')}, opened, case when is_open then due end,
       case when is_open then due - interval '8 hours' end, case when is_open then due - interval '2 hours' end,
       case when is_open then 'handling' end, is_open and due < now(), null, ${chance('doubt', 5_000)}, false,
       ${chance('sensitive', 8_000)}, ${chance('found', 600_000)}, (${chance('rework', 20_000)})::int, 0, 0, 'progress',
       least(now(), opened + interval '5 days'), case when not is_open then least(now(), opened + interval '5 days') end,
       case when ${chance('late', 80_000)} then '{handling}'::text[] else '{}'::text[] end,
       opened + interval '10 minutes', opened + interval '30 minutes', opened + interval '2 hours',
       case when not is_open then opened + interval '4 days' end, case when not is_open then opened + interval '5 days' end,
       case when ${chance('joint', 30_000)} then jsonb_build_array(jsonb_build_object('unitId', $10::uuid, 'state',
         case when is_open then 'working' else 'answered' end, 'since', '2026-01-01T00:00:00.000Z')) else '[]' end,
       case when is_open and ${chance('extension', 10_000)} then jsonb_build_object('nth', 1, 'askedById', $10::uuid,
         'askedAt', '2026-01-01T00:00:00.000Z', 'dueAt', '2026-02-01T00:00:00.000Z') end,
       case when ${chance('supervised', 2_000)} then jsonb_build_object('number', 'D1', 'card', 'yellow', 'at',
         '2026-01-01T00:00:00.000Z', 'answeredAt', case when is_open then null else '2026-01-02T00:00:00.000Z' end) end,
       case when ${chance('escalated', 4_000)} then jsonb_build_array(jsonb_build_object('tier', 'township', 'unitId', owner))
         else '[]' end,
       is_open and ${chance('instructed', 5_000)}, (${chance('reopened', 3_000)})::int,
       status = 'selfDone' or status = 'closed' and is_sampled,
       ($4::text[])[kind] || '（' || n || '号报告）', ($6::text[])[place] || (1 + ${spread('house', '400')}) || '号',
       opened, opened, ($6::text[])[place], is_open,
       case level when 'red' then 0 when 'orange' then 1 when 'yellow' then 2 else 3 end, 1, null
  from told`

/** What of its rows a table of hundreds of thousands is filled without: it is made anew in one go afterwards. */
async function withoutIndexes(
  database: BulkDatabase,
  table: string,
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await database.pool.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
      where i.indrelid = $1::regclass and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  )
  for (const { name } of rows) await database.pool.query(`drop index ${name}`)
  await fill()
  for (const { made } of rows) await alone(database, made)
  await alone(database, `vacuum analyze ${table}`)
}

/** A statement that takes minutes, on a connection that lets it. */
async function alone({ url }: BulkDatabase, text: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set maintenance_work_mem = '512MB'`)
    await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** What every case is found by, made as the product makes it. */
async function writeWords(database: BulkDatabase): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000'
  // The next words are made while the last are written.
  let writing: Promise<unknown> | undefined
  for (;;) {
    const { rows } = await database.pool.query<Parameters<typeof wordsOf>[0]>(
      `select id, number, category_code as "categoryCode", place_name as "placeName", place_text as "placeText", text,
              owner_unit_id as "ownerUnitId", co_unit_ids as "coUnitIds"
         from cases where id > $1 order by id limit ${wordsAtOnce}`,
      [last],
    )
    const words = rows.map(row => wordsOf(row))
    await writing
    if (words.length === 0) return
    writing = database.pool.query(
      `insert into case_words (case_id, public_text, private_text, grams, fold_version, marks)
       select id, public, private, grams::int[], $5, marks::int[]
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $6::text[])
           as words(id, public, private, grams, marks)`,
      [
        words.map(one => one.caseId),
        words.map(one => one.publicText),
        words.map(one => one.privateText),
        words.map(one => `{${one.grams.join(',')}}`),
        words[0]?.foldVersion,
        words.map(one => `{${one.marks.join(',')}}`),
      ],
    )
    writing.catch(() => undefined) // Thrown where it is awaited.
    last = rows.at(-1)?.id ?? last
  }
}

/**
 * Fills the test county with so many cases of three years, of every status, kind, place and level that a county has,
 * with what they are found by: a thousand a day when there are a million, of which fifteen thousand are open.
 */
export async function writeManyCases(
  database: BulkDatabase,
  n: number,
  { areSearchable = true }: { readonly areSearchable?: boolean } = {},
): Promise<void> {
  const values = [
    n,
    places.map(one => one.area),
    kinds.map(one => one.code),
    kinds.map(one => one.text),
    places.map(one => one.member),
    places.map(one => one.name),
    places.flatMap(one => one.owners),
    openStatuses,
    endings,
    unitIds.police,
  ]
  await withoutIndexes(database, 'cases', () => alone(database, insertCases, values))
  if (!areSearchable) return
  await withoutIndexes(database, 'case_words', () => writeWords(database))
  // The product need not go through them for words any more.
  await database.pool.query(
    `insert into case_folding (fold_version, last_id, is_done) select max(fold_version), max(case_id::text)::uuid, true from case_words`,
  )
}
