export { paperMessages } from './messages.ts'
export { default as PaperPreview } from './PaperPreview.vue'
export { default as PaperSection } from './PaperSection.vue'
