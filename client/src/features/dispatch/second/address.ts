/** The map by itself, for a second screen: one window of it, however often it is asked for. */
export const mapAddress = '/desk/map'
export const mapWindow = 'shuniu-desk-map'
