export const uploadMessages = {
  add: '拍照或选图',
  remove: '删除第 {n} 张',
  photo: '照片 {n}',
  voice: '录音 {n}',
  video: '视频 {n}',
  leftOut: '未加入「{name}」：{why}',
  unnamed: '未命名文件',
  judging: '处理中',
  pending: {
    awaited: '还有 {n} 个附件正在发送途中。',
    missed: '有 {n} 个附件超过一天未收到，请联系上报人。',
    refused: '有 {n} 个附件无法显示，未被接收。',
  },
  tooMany: '最多 {n} 个，多余的已跳过。',
  shrink: '照片先在本机缩小并去除拍摄位置等信息，再发送。',
}

declare global {
  interface Texts {
    readonly uploads: typeof uploadMessages
  }
}
