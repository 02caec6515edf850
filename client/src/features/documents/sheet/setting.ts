import { faces, headRed, page, type Look } from '@shuniu/shared/documents'
import { typedKeys } from '@shuniu/shared/kernel'

const song = `'Noto Serif CJK SC', 'Source Han Serif SC', 'Noto Sans SC', serif`
/** Each font of an official document by the names it goes under, then what comes nearest to it where it is missing. */
const stacks: Readonly<Record<(typeof faces)[Look]['font'], string>> = {
  方正小标宋简体: `'方正小标宋简体', '方正小标宋_GBK', FZXiaoBiaoSong-B05S, 'FZXBSJW--GB1-0', 'FZXBSK--GBK1-0', '华文中宋', STZhongsong, 'Bold song of the machine', ${song}`,
  仿宋_GB2312: `'仿宋_GB2312', FangSong_GB2312, '仿宋', FangSong, STFangsong, '方正仿宋_GBK', FZFangSong-Z02, ${song}`,
  黑体: `'黑体', SimHei, STHeiti, '方正黑体_GBK', FZHei-B01, 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif`,
  楷体_GB2312: `'楷体_GB2312', KaiTi_GB2312, '楷体', KaiTi, STKaiti, '方正楷体_GBK', FZKai-Z03, ${song}`,
  宋体: `'宋体', SimSun, NSimSun, STSong, '方正书宋_GBK', ${song}`,
}

const mm = (length: number) => `${length}mm`
const pt = (length: number) => `${length}pt`

const fontOf = (look: Look): string => {
  const { font, sizePt, linePt } = faces[look]
  return `${pt(sizePt)}/${pt(linePt)} ${stacks[font]}`
}

/** The page and the type of an official document as properties of its sheet: Word is set from the same table. */
export const sheetStyle: Readonly<Record<string, string>> = {
  '--width': mm(page.widthMm),
  '--height': mm(page.heightMm),
  '--margins': [page.topMm, page.rightMm, page.bottomMm, page.leftMm].map(mm).join(' '),
  '--pitch': pt(page.linePt),
  '--closer': pt(-page.closerPt),
  '--cell-pitch': pt(faces.table.linePt),
  '--red': `#${headRed}`,
  ...Object.fromEntries(typedKeys(faces).map(look => [`--${look}`, fontOf(look)])),
}
