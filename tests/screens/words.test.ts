import { describe } from 'vitest'
import { keepsWords } from '../journeys/words.ts'
import { deskSizes } from './sizes.ts'

describe.each(deskSizes)('at $name', desk => keepsWords({ desk }))
