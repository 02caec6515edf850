export { default as MembersBoard } from './MembersBoard.vue'
