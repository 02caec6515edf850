import {
  askToBeWall,
  enrolWall,
  type WaitingWall,
  type WallAsking,
  type WallView,
} from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import type { Browser } from './browser.ts'
import { jarOf, type Jar } from './jar.ts'

/** A screen that asks to be a wall, with the cookies it keeps. */
export interface AskingWall {
  readonly jar: Jar
  /** How it stands now; throws when it is refused. */
  ask(): Promise<WallAsking>
  /** The code it shows; throws when it shows none. */
  waiting(): Promise<WaitingWall>
}

export function aScreen(url: string): AskingWall {
  const jar = jarOf(url)
  async function ask(): Promise<WallAsking> {
    const answer = await jar.browser.call(askToBeWall)
    if (answer.code !== undefined) throw new Error(answer.code)
    jar.keep(answer)
    return answer.body
  }
  return {
    jar,
    ask,
    async waiting() {
      const told = await ask()
      if (told.state !== 'waiting') throw new Error('the screen is a wall already')
      return told
    },
  }
}

interface WallPost {
  readonly name: string
  readonly scope: string
}

/** A screen that an administrator has enrolled. */
export async function enrolled(
  screen: AskingWall,
  by: Browser,
  post: WallPost,
): Promise<{ readonly wall: WallView; readonly browser: Browser }> {
  const { code } = await screen.waiting()
  const answer = await by.call(enrolWall, { body: { id: v7(), code, ...post } })
  if (answer.code !== undefined) throw new Error(answer.code)
  const told = await screen.ask()
  if (told.state !== 'enrolled') throw new Error('the screen is no wall yet')
  return { wall: answer.body, browser: screen.jar.browser }
}
