import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { build } from './building.mjs'
import { findChromium } from './chromium.mjs'
import { cleanEnv, inRoot, tool } from './children.mjs'
import { tell, vitest } from './tallies.mjs'

/** These start programs of the server: built, they start in half the time. */
const wantsServer = args => args.length === 0 || args.some(arg => /api|live|journeys/.test(arg))

const browserless = ['shared', 'server', 'client', 'law', 'api', 'live']
const projectArgs = names => names.flatMap(name => ['--project', name])

/** How many tests want a browser, without running one. */
function countJourneys(args) {
  const listing = inRoot(`.cache/journeys-${process.pid}.json`)
  spawnSync(
    process.execPath,
    [tool('vitest'), 'list', '--project', 'journeys', `--json=${listing}`, ...args],
    {
      cwd: inRoot(''),
      env: cleanEnv(),
      stdio: 'ignore',
    },
  )
  try {
    return JSON.parse(readFileSync(listing, 'utf8')).length
  } catch {
    return 0 // None of the wanted tests is a journey.
  } finally {
    rmSync(listing, { force: true })
  }
}

/** Journeys walk through the built client; whoever names other tests need not wait for it. */
const wantsPages = args => args.length === 0 || args.some(arg => arg.includes('journeys'))

const advice = count =>
  `${count} browser tests were skipped: no Chromium starts here. Install one (Debian: apt-get install chromium) ` +
  'or name one in CHROMIUM_PATH.\n'

/** Rules, api, live, law and journeys; arguments choose among them, as Vitest understands them. */
export async function test(args) {
  const chromium = await findChromium()
  const env = {}
  if (chromium) env.CHROMIUM_PATH = chromium
  if (wantsServer(args)) env.SERVER_BUILT = '1'
  await build([...(chromium && wantsPages(args) ? ['client'] : []), ...(wantsServer(args) ? ['server'] : [])])
  if (args.includes('--project')) return conclude(await vitest(args, env))
  if (chromium) return conclude(await vitest([...projectArgs([...browserless, 'journeys']), ...args], env))
  const tally = await vitest([...projectArgs(browserless), '--passWithNoTests', ...args], env)
  const journeys = countJourneys(args)
  const code = conclude({ ...tally, skipped: tally.skipped + journeys })
  if (journeys > 0) process.stdout.write(advice(journeys))
  return code
}

function conclude(tally) {
  tell(tally)
  return tally.failed === 0 ? 0 : 1
}
