/** The parts of the page, by the second word of their address. */
export const adminTabs = ['rules', 'calendar', 'hours', 'settings'] as const
