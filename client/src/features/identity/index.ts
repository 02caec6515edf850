export { default as AccountBoard } from './accounts/AccountBoard.vue'
export { default as SignInBoard } from './signIn/SignInBoard.vue'
export { default as RightsBoard } from './rights/RightsBoard.vue'
export type { AreaChoices, PlaceChoice } from './accounts/choices.ts'
