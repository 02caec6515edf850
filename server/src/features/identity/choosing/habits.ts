import { coreOf } from '@shuniu/shared/identity'
import { pinyin } from 'pinyin-pro'

/** 87 common surnames as they are typed; like the lists below written down by hand, from what is generally known, in no order. */
const surnames =
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han ' +
  'feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia ' +
  'zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long ' +
  'wan duan lei qian tao yin lai gong pang'

/** 126 common given names, of one syllable and of two, and what people are called at home. */
const givenNames =
  'wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xia ping gang hua hong mei lan ying hui ' +
  'bin bo bing bao cheng dan dong fei feng fen fu gui guo hai hao he heng jia jian jiang jin kai ke kun lin ling long ' +
  'lu man meng ning peng qi qian qin qing quan rong rui shan shu song ting tong wen xiang xin xing xu xue yi yu yuan ' +
  'yue yun ze zhen zhi zhong zi xiulan guiying yuying xiuying guilan fengying xiuzhen yulan lihua jianhua jianguo ' +
  'jianjun guoqiang zhiqiang haiyan xiaoming xiaohong xiaoli xiaoyan xiaojun tingting zixuan haoran yuxuan zihan ' +
  'yichen haoyu mingming lili fangfang jingjing yangyang dandan lingling nana feifei yanyan lele bei baobao'

/** 111 places and words that stand in passwords of offices, and what is said to those one loves. */
const phrases =
  'woaini wolaini woainima woaiwojia woainiyiwannian woshishui woyaoni wobuzhidao wozhiaini aini ainiyiwannian ' +
  'nihao nihaoma nishizhu laopo laogong baobei qinaide mima wodemima mimamima mimashi shabi caonima woshidashabi ' +
  'zhongguo zhonghua zhongguoren beijing shanghai tianjin chongqing guangzhou shenzhen hefei nanjing hangzhou wuhan ' +
  'chengdu xian zhengzhou jinan qingdao anhui jiangsu zhejiang henan hebei hubei hunan shandong shanxi shaanxi ' +
  'sichuan guangdong guangxi guizhou yunnan fujian jiangxi liaoning jilin heilongjiang neimenggu ningxia gansu ' +
  'qinghai xinjiang xizang hainan taihe fuyang yingzhou linquan funan jieshou yingshang ' +
  'zhengfu xianzhengfu xianwei zhengfawei zhengfa zongzhi zongzhiban zongzhizhongxin wangge wanggeyuan wanggezhang ' +
  'paichusuo gonganju minzhengju sifaju xinfangju jiedao jiedaoban zhenzhengfu cunwei cunweihui shequ juweihui ' +
  'diaodu zhihui zhihuizhongxin pingan pinganzhongguo guanli guanliyuan xitong xitongguanliyuan anquan shenji'

const surnameSet = new Set(surnames.split(' '))
const givenSet = new Set(givenNames.split(' '))
const phraseSet = new Set(phrases.split(' '))

const longestSurname = 5

/** A surname before a given name, or behind it. */
function isName(letters: string): boolean {
  for (let at = 2; at <= letters.length - 2; at += 1) {
    const [head, tail] = [letters.slice(0, at), letters.slice(at)]
    if (at <= longestSurname && surnameSet.has(head) && givenSet.has(tail)) return true
    if (givenSet.has(head) && surnameSet.has(tail)) return true
  }
  return false
}

const syllablesOf = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).map(one => one.toLowerCase())

/** Letters alone, without what stands around and between them. */
const lettersOf = (low: string): string => coreOf(low).replaceAll(/[^a-z]/g, '')

/** Whether a password is the holder's own name in letters, with digits and marks around it: 王建国 as wangjianguo1980, wangjg@88. */
export function isOwnName(low: string, name: string): boolean {
  const syllables = syllablesOf(name)
  const [surname = '', ...given] = syllables
  if (given.length === 0) return false
  const heads = given.map(one => one.charAt(0)).join('')
  const forms = [
    syllables.join(''),
    [...given, surname].join(''),
    `${surname}${heads}`,
    `${heads}${surname}`,
    given.join(''),
    `${surname.charAt(0)}${heads}`,
  ]
  return forms.includes(lettersOf(low))
}

/** 太和县 as taihe, taihexian, thx. */
function isPlace(letters: string, place: string): boolean {
  const syllables = syllablesOf(place)
  const short = syllables.slice(0, -1)
  const forms = [syllables, short].map(part => part.join(''))
  return letters.length >= 3 && [...forms, syllables.map(one => one.charAt(0)).join('')].includes(letters)
}

/** A name, a phrase or a place that people here take, with digits and marks around it: zhangwei1990, woaini1314, taihexian2026. */
export function isHabit(low: string, places: readonly string[]): boolean {
  if (/[^\x20-\x7e]/.test(low)) return false
  const letters = lettersOf(low)
  return phraseSet.has(letters) || isName(letters) || places.some(place => isPlace(letters, place))
}
