import * as Type from 'typebox'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-VERSION[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

/** An id that the client makes before it sends (UUIDv7, lower case): the key of idempotence. */
export const CommandId = Type.String({ pattern: `^${uuid.replace('VERSION', '7')}$` })

/** An id of ours, any UUID version, lower case. */
export const Id = Type.String({ pattern: `^${uuid.replace('VERSION', '[1-8]')}$` })
