/** Two names that a hurried reader takes for one another have the same: case, dots, and 0 and o, 1 and l and i. */
export const skeletonOf = (account: string): string =>
  account
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[._-]/g, '')
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l')
