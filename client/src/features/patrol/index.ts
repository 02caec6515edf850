export { membersLayer } from './members.layer.ts'
export { usePositions } from './positions.store.ts'
