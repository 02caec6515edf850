import { postRows, type PostKind } from '@shuniu/shared/staffing'

export const postName = (post: PostKind): string => postRows[post].name
