/** How a finished case was looked at; a look on site comes with a photo. Source: domain §3.3 row 23. */
export const verifyMethods = [
  { code: 'onSite', name: '现场', needsPhoto: true, effectiveFrom: '2000-01-01' },
  { code: 'phone', name: '电话', needsPhoto: false, effectiveFrom: '2000-01-01' },
  { code: 'video', name: '视频', needsPhoto: false, effectiveFrom: '2000-01-01' },
] as const

export type VerifyMethod = (typeof verifyMethods)[number]['code']
