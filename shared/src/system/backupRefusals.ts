/** Why a backup or a restore is not made, and what to do about it, in the words of whoever keeps the server. */
export const backupRefusals = {
  'backup.fileExists': '目标文件已存在；请换一个文件名，或先移走它',
  'backup.noFolder': '目标文件所在的文件夹不存在或不可写；请先建好，或换一个位置',
  'backup.diskFull': '磁盘空间不足；请腾出空间，或换到空间足够的磁盘后再运行',
  'backup.noPassphrase': '没有口令；请在终端中运行，或设置环境变量 BACKUP_PASSPHRASE',
  'backup.shortPassphrase': '口令太短，至少 12 个字符',
  'backup.passphrasesDiffer': '两次输入的口令不同；请再运行一次',
  'backup.unreadable': '备份文件不存在或不可读；请检查路径和权限',
  'backup.notBackup': '这不是枢纽的备份文件',
  'backup.newerFormat': '备份文件的格式比本版本新；请用制作它的版本恢复',
  'backup.wrongPassphrase': '口令不对，或文件开头已被改动',
  'backup.damaged': '备份文件不完整或被改动过；没有恢复任何内容，请换一份完好的备份',
  'backup.newer': '备份由更新的版本制作；请用该版本或更新的版本恢复',
  'backup.noSchema': '数据库里还没有枢纽的数据，没有可备份的内容',
  'backup.folderNotEmpty': 'DATA_DIR 不是空文件夹；请把 DATA_DIR 指向一个空的或尚不存在的文件夹',
  'backup.databaseNotEmpty': 'DATABASE_URL 指向的数据库不是空的；请新建一个空数据库',
  'backup.otherKey': 'SECRET_KEY_FILE 是另一把密钥；请移走该文件，或改为指向备份所用的密钥',
} as const satisfies Readonly<Record<string, string>>

export type BackupRefusal = keyof typeof backupRefusals

export const isBackupRefusal = (code: string): code is BackupRefusal => Object.hasOwn(backupRefusals, code)
