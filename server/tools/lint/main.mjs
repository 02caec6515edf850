import { lintTyped } from './typed.mjs'

process.exitCode = await lintTyped()
