/** The words of a case's documents. */
export const documentMessages = {
  title: '文书',
  find: '文书名称或拼音首字母',
  notFound: '没有相符的文书，请换个说法再找。',
  none: '这件事件还没有可以打印的文书。',
  awaited: '还不能打印的 {n} 种',
  command: { find: '找一份文书', print: '打印', word: '下载 Word', back: '返回' },
  preview: '打印预览',
  many: '已取 {n} 份，共 {of} 份',
  writing: '正在生成 Word',
  written: '已下载「{name}」',
}

declare global {
  interface Texts {
    readonly documents: typeof documentMessages
  }
}
