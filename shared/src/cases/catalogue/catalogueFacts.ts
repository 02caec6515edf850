import * as Type from 'typebox'
import { rooms } from '../../identity/index.ts'
import { closed, fact, told } from '../../kernel/index.ts'

/** The county's catalogue is another by now: `code` is the kind that was amended, or whose amendment was withdrawn. */
export const CatalogueChange = closed({ code: Type.String() })

export const catalogueFacts = {
  /** Pages read the catalogue anew; it tells of no case, and is heard by everybody signed in. */
  'catalogue.changed': fact({
    body: CatalogueChange,
    version: 1,
    upcasts: {},
    heardBy: () => told(rooms.everyone),
  }),
}
