import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import {
  importKind,
  importKindNames,
  OutlineSystem,
  systemName,
  zoneMeridians,
  degreeSystems,
  type ImportKindName,
} from '@shuniu/shared/imports'
import { isOneOf } from '@shuniu/shared/kernel'
import { Check } from 'typebox/value'

/** A file on the line, and what it is. */
interface ImportedFile {
  readonly path: string
  readonly kind: ImportKindName
}

/** A line that asks for files to be imported, in the order in which a county is built. */
export interface ImportLine {
  readonly files: readonly ImportedFile[]
  readonly system: string | undefined
  readonly isTrial: boolean
  readonly skipsWrong: boolean
}

const mapEndings = ['.geojson', '.json', '.kml', '.kmz', '.zip', '.shp']

/** What a file is by its name: a map file is of outlines, else the name says it. */
export function kindOfName(path: string): ImportKindName | undefined {
  if (mapEndings.includes(extname(path).toLowerCase())) return 'outlines'
  const name = basename(path).toLowerCase()
  const words: Readonly<Record<ImportKindName, readonly string[]>> = {
    population: ['人口', '户数', 'population'],
    accounts: ['账号', '网格员', 'accounts'],
    appointments: ['任职', '岗位', 'appointments'],
    persons: ['人员', '花名册', 'persons', 'people'],
    units: ['单位', 'units'],
    grids: ['网格', 'grids'],
    divisions: ['区划', 'divisions', 'register'],
    outlines: ['边界'],
  }
  const order: readonly ImportKindName[] = [
    'population',
    'accounts',
    'appointments',
    'persons',
    'units',
    'grids',
    'divisions',
  ]
  return order.find(kind => words[kind].some(word => name.includes(word)))
}

export const usage = (): string =>
  [
    '用法 npm run import -- <文件>… [--kind <种类>] [--crs <坐标系>] [--dry-run] [--skip-wrong]',
    `  按${importKindNames.map(kind => importKind(kind).name).join('、')}的顺序导入；服务运行时也可进行，中断后由服务或再次运行接着完成`,
    `  --kind        ${importKindNames.map(kind => `${kind}（${importKind(kind).name}）`).join('、')}；不写则按文件名判断`,
    `  --crs         边界文件的坐标系：${degreeSystems.map(system => `${system}（${systemName(system)}）`).join('、')}、`,
    `                GK3-<中央经线>（${zoneMeridians[0]} 至 ${zoneMeridians.at(-1)}）；不写则按建议`,
    '  --dry-run     只试运行，不改数据',
    '  --skip-wrong  有错误的行跳过，其余照常导入；不写则有错误时不导入',
  ].join('\n')

/** Reads a line; answers what is wrong with it, or `help`. */
export function readLine(args: readonly string[]): ImportLine | { readonly wrong: string } | 'help' {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        crs: { type: 'string' },
        'dry-run': { type: 'boolean' },
        'skip-wrong': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help === true) return 'help'
    return lineOf(positionals, values)
  } catch (cause) {
    return { wrong: cause instanceof Error ? cause.message : String(cause) }
  }
}

interface LineOptions {
  readonly kind?: string
  readonly crs?: string
  readonly 'dry-run'?: boolean
  readonly 'skip-wrong'?: boolean
}

function lineOf(paths: readonly string[], options: LineOptions): ImportLine | { readonly wrong: string } {
  const { kind: asked, crs } = options
  if (paths.length === 0) return { wrong: '没有写要导入的文件' }
  if (asked !== undefined && !isOneOf(importKindNames, asked)) return { wrong: `没有这个种类：${asked}` }
  const isSystem: boolean = crs === undefined || Check(OutlineSystem, crs)
  if (!isSystem) return { wrong: `不认识的坐标系：${crs ?? ''}` }
  const named = paths.map(path => ({ path, kind: asked ?? kindOfName(path) }))
  const unclear = named.filter(({ kind }) => kind === undefined).map(({ path }) => path)
  if (unclear.length > 0) return { wrong: `看不出是什么文件，请写 --kind：${unclear.join(' ')}` }
  const files = named.flatMap(({ path, kind }) => (kind === undefined ? [] : [{ path, kind }]))
  const place = ({ kind }: ImportedFile) => importKindNames.indexOf(kind)
  return {
    files: files.sort((a, b) => place(a) - place(b)),
    system: crs,
    isTrial: options['dry-run'] === true,
    skipsWrong: options['skip-wrong'] === true,
  }
}
