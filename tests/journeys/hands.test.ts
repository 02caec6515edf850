import { knowsHands } from './hands.ts'

knowsHands({})
