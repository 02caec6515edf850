import * as Type from 'typebox'
import type { Static } from 'typebox'
import type { DeviceShelf } from './device.ts'
import { Kept, OtherWords, readAs } from './kept.ts'
import type { DeviceSeal } from './seal.ts'

/** A form as it lies on the device: the words typed last, and those that another page typed under the same name. */
const Shelved = Type.Object({ ...Kept.properties, beside: Type.Optional(OtherWords) })
export type Shelved = Static<typeof Shelved>

export interface FormShelf {
  names(): string[]
  /** What lies there, whoever laid it. */
  read(name: string): Shelved | undefined
  /** What lies there and this page neither laid there nor has seen. */
  unseen(name: string): Shelved | undefined
  lay(name: string, form: Shelved): void
  remove(name: string): void
}

/** The forms of one account on its device, sealed. All pages of a browser share it: each tells others' words from its own. */
export function formShelf(device: DeviceShelf, seal: DeviceSeal): FormShelf {
  const seen = new Map<string, string>()
  const opened = (name: string, sealed: string | undefined) =>
    sealed === undefined ? undefined : readAs(Shelved, seal.open(name, sealed))
  return {
    names: device.names,
    read: name => opened(name, device.read(name)),
    unseen(name) {
      const sealed = device.read(name)
      if (sealed === undefined || sealed === seen.get(name)) return undefined
      seen.set(name, sealed)
      return opened(name, sealed)
    },
    lay(name, form) {
      const sealed = seal.seal(name, JSON.stringify(form))
      if (device.write(name, sealed)) seen.set(name, sealed)
    },
    remove(name) {
      seen.delete(name)
      device.remove(name)
    },
  }
}
