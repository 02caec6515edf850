import { seeSystem } from '@shuniu/shared/system'
import { defineStore } from 'pinia'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** How the system stands, as last answered. */
export const useSystem = defineStore('system', () => createReading(() => call(seeSystem)))
