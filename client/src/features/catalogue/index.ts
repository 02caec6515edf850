export { default as CatalogueBoard } from './CatalogueBoard.vue'
