export const uploadMessages = {
  add: '拍照或选图',
  remove: '删除第 {n} 张',
  photo: '照片 {n}',
  voice: '录音 {n}',
  video: '视频 {n}',
  tooLong: '单个文件不能超过 {mb} MB，已跳过 {n} 个。',
  tooMany: '最多 {n} 个，多余的已跳过。',
  shrink: '照片上传后自动去除拍摄位置等信息。',
}
