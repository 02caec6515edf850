export { default as ResponsibleLine } from './ResponsibleLine.vue'
