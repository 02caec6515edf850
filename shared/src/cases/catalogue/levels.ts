import { oneOf } from '../../kernel/index.ts'

/** Gravest first. Source: domain §2.5. */
export const caseLevels = ['red', 'orange', 'yellow', 'blue'] as const
export type CaseLevel = (typeof caseLevels)[number]
export const CaseLevelSchema = oneOf(caseLevels)

interface LevelRow {
  /** The colour's word, said wherever the colour is shown. */
  readonly colour: string
  readonly name: string
  /** 事件级别 as reports to the province number it. */
  readonly code: string
  readonly roman: string
  readonly shape: 'octagon' | 'triangle' | 'diamond' | 'circle'
}

/** Colour, shape and word of each level, gravest first. Source: domain §2.4 (事件级别), §2.5; visual language. */
export const levelRows = {
  red: { colour: '红', name: '特别重大', code: '01', roman: 'Ⅰ', shape: 'octagon' },
  orange: { colour: '橙', name: '重大', code: '02', roman: 'Ⅱ', shape: 'triangle' },
  yellow: { colour: '黄', name: '较大', code: '03', roman: 'Ⅲ', shape: 'diamond' },
  blue: { colour: '蓝', name: '一般', code: '04', roman: 'Ⅳ', shape: 'circle' },
} as const satisfies Record<CaseLevel, LevelRow>
