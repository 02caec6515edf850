import type { PlaybookEdition } from '../playbook.ts'
import { accidentPlaybooks } from './accidents.ts'
import { peoplePlaybooks } from './people.ts'
import { publicPlaybooks } from './public.ts'
import { editionOf } from './seed.ts'

/**
 * The playbooks a county starts with. One that has been shipped is never written anew, since past cases lean on it: what is to
 * be said better is an edition of the county's, or a row of another code.
 */
export const standardPlaybooks: readonly PlaybookEdition[] = [
  ...accidentPlaybooks,
  ...peoplePlaybooks,
  ...publicPlaybooks,
].map(editionOf)
