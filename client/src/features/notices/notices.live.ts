import { noticeFacts } from '@shuniu/shared/notices'
import { bindEar, type BoundEar } from '../../platform/live/index.ts'
import { useNotices } from './notices.store.ts'

export const noticeEar = (): BoundEar => bindEar(noticeFacts, { 'notice.made': useNotices().hear })
