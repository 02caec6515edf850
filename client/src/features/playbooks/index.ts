export { default as PlaybookBoard } from './admin/PlaybookBoard.vue'
export { default as PlaybookSection } from './card/PlaybookSection.vue'
