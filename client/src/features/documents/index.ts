export { default as DocumentPreview } from './DocumentPreview.vue'
export { default as DocumentSection } from './DocumentSection.vue'
export { documentFinder } from './finder.ts'
