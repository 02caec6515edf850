import { between, type Random } from '../county/random.ts'

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
const given =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国文辉春梅海燕志林晓东雪峰鹏飞红云慧俊婷宇晨'

export const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)]
  if (chosen === undefined) throw new Error('nothing to pick from')
  return chosen
}

/** Picks by weight. */
export function pickWeighted<T>(random: Random, list: readonly (readonly [T, number])[]): T {
  const total = list.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random() * total
  for (const [one, weight] of list) {
    left -= weight
    if (left < 0) return one
  }
  const [last] = list.at(-1) ?? []
  if (last === undefined) throw new Error('nothing to pick from')
  return last
}

/** An invented name; any likeness is chance. */
export function inventName(random: Random): string {
  const first = pick(random, [...given])
  return pick(random, [...surnames]) + first + (random() < 0.7 ? pick(random, [...given]) : '')
}

/** Eleven digits that no operator allocates: mobile numbers begin with 13 to 19, these with 100. */
export const inventPhone = (random: Random): string =>
  `100${String(Math.floor(between(random, 0, 1e8))).padStart(8, '0')}`
