import { describe } from 'vitest'
import { knowsHands } from '../journeys/hands.ts'
import { deskSizes } from './sizes.ts'

describe.each(deskSizes)('at $name', desk => knowsHands({ desk }))
