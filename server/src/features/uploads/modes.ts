/** Folders and files of ours are for the server alone. */
export const folderMode = 0o700
export const fileMode = 0o600
