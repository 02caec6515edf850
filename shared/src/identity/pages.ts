/** The working pages of the product, by the first word of their address. Source: design.md §2. */
export const pageNames = ['wall', 'desk', 'cockpit', 'centres', 'm', 'admin'] as const
export type PageName = (typeof pageNames)[number]

export const isPageName = (name: string): name is PageName => pageNames.some(known => known === name)
