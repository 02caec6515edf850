export { default as DeskBoard } from './DeskBoard.vue'
export { default as MapScreen } from './second/MapScreen.vue'
export { kindWords, placeWords, shortNumber } from './caseText.ts'
export type { PointedLand } from './map/pointed.layer.ts'
