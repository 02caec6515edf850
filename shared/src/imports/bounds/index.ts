/** In bytes, rows and sheets: what one file may have. */
export const importBounds = { fileB: 32 * 1_024 * 1_024, rows: 100_000, sheets: 50, columns: 200 } as const
