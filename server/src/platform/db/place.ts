import { createHash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeFolder } from './closing.ts'
import { accountOf, mayEnter, type Account } from './account.ts'
import { ensureSystemFolder, systemFolder } from './binaries.ts'
import { stateOf } from './faults.ts'
import { DatabaseRefused } from './refused.ts'

/** Where one embedded cluster lives and how it is spoken to. */
export interface ClusterPlace {
  readonly folder: string
  readonly password: string
  readonly stateFile: string
}

/** `DATA_DIR/postgres.json`, for our eyes only. */
interface State {
  readonly password: string
  /** Only where the cluster could not live in `DATA_DIR`. */
  readonly cluster?: string
  readonly port?: number
}

/** Finds the cluster of a data folder, or settles where a new one shall live. */
export function placeIn(dataDir: string, account: Account | undefined): ClusterPlace {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const home = realpathSync(dataDir)
  const stateFile = join(home, 'postgres.json')
  const state = readState(stateFile) ?? settle(home, stateFile, account)
  const folder = state.cluster ?? join(home, 'postgres')
  if (state.cluster !== undefined && state.port !== undefined && !existsSync(folder)) {
    throw new DatabaseRefused(
      'database.clusterMissing',
      `${stateFile} says that the database lives in ${folder}, which is gone; bring it back, ` +
        `or remove ${stateFile} to begin with an empty database`,
    )
  }
  refuseForeign(folder)
  const isInside = state.cluster === undefined
  closeFolder(home, isInside ? accountOf(folder, account)?.gid : undefined)
  return { folder, password: state.password, stateFile }
}

export const rememberedPort = (place: ClusterPlace): number | undefined => readState(place.stateFile)?.port

export function rememberPort(place: ClusterPlace, port: number): void {
  const state = readState(place.stateFile)
  if (!state || state.port === port) return
  const fresh = `${place.stateFile}.new-${process.pid}`
  writeState(fresh, { ...state, port })
  renameSync(fresh, place.stateFile)
}

const isState = (read: unknown): read is State =>
  typeof read === 'object' && read !== null && 'password' in read && typeof read.password === 'string'

function readState(file: string): State | undefined {
  if (!existsSync(file)) return undefined
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isState(state)) return state
  } catch (cause) {
    if (stateOf(cause) === 'EACCES') throw notOurs(file, { cause })
    throw new DatabaseRefused('database.passwordLost', `${file} cannot be read`, { cause })
  }
  throw new DatabaseRefused('database.passwordLost', `${file} holds no password`)
}

const writeState = (file: string, state: State): void =>
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: 'wx' })

/** Two servers may settle at once: the link decides, and the loser takes the winner's word. */
function settle(home: string, stateFile: string, account: Account | undefined): State {
  const cluster = relocated(home, account)
  const own = cluster ?? join(home, 'postgres')
  if (existsSync(join(own, 'PG_VERSION'))) setAside(own, stateFile, cluster !== undefined)
  const state = { password: randomBytes(24).toString('base64url'), ...(cluster && { cluster }) }
  const fresh = `${stateFile}.new-${process.pid}`
  rmSync(fresh, { force: true })
  writeState(fresh, state)
  try {
    linkSync(fresh, stateFile)
    return state
  } catch (cause) {
    const winner = readState(stateFile)
    if (!winner) throw cause
    return winner
  } finally {
    rmSync(fresh, { force: true })
  }
}

/** A removed data folder asks for a new beginning; the database it left behind elsewhere is kept beside, not used. */
function setAside(folder: string, stateFile: string, isElsewhere: boolean): void {
  if (isElsewhere && !existsSync(join(folder, 'postmaster.pid'))) {
    renameSync(folder, `${folder}.left-${Date.now()}`)
    return
  }
  throw new DatabaseRefused(
    'database.passwordLost',
    `${folder} holds a database, but its password in ${stateFile} is gone; bring the file back`,
  )
}

/** Under root, with a data folder that the unprivileged user cannot reach. */
function relocated(home: string, account: Account | undefined): string | undefined {
  if (!account || canEnter(home, account)) return undefined
  ensureSystemFolder()
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16)
  return join(systemFolder, hash)
}

/** The data folder lets that user's group pass through, and nobody else; a folder above it may still be closed. */
function canEnter(home: string, account: Account): boolean {
  closeFolder(home, account.gid)
  return mayEnter(home, account)
}

function refuseForeign(folder: string): void {
  const ownUid = process.getuid?.()
  if (!existsSync(folder) || ownUid === undefined || ownUid === 0) return
  if (statSync(folder).uid !== ownUid) throw notOurs(folder)
}

const notOurs = (path: string, options?: ErrorOptions) =>
  new DatabaseRefused(
    'database.notOurs',
    `${path} belongs to the system user ${statSync(path).uid}, but the server runs as ${process.getuid?.()}; ` +
      'start it as it was started before',
    options,
  )
