/** The parts of the page beside a unit's sheet, by the second word of their address. */
export const centreTabs = ['found', 'duty', 'members', 'grids', 'plans', 'rules'] as const
