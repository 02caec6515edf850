/** The words of who answers for a village. */
export const responsibleMessages = {
  title: '村级责任人',
  none: '尚未登记责任人。',
  standIn: '（代理）',
} as const

declare global {
  interface Texts {
    readonly responsible: typeof responsibleMessages
  }
}
