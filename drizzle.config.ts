/** One schema from every feature's tables. Partitions and the like are migrations written by hand (`--custom`). */
export default {
  dialect: 'postgresql',
  schema: './server/src/**/*.tables.ts',
  // Elsewhere only to see whether a migration is missing.
  out: process.env['SCHEMA_OUT'] ?? './migrations',
}
