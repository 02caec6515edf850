export interface RoomCount {
  /** True when the union has changed. */
  join(rooms: readonly string[]): boolean
  leave(rooms: readonly string[]): boolean
  union(): string[]
}

/** The union of what all parts of the page want to hear, each room as long as anybody wants it. */
export function createRoomCount(): RoomCount {
  const counts = new Map<string, number>()
  const bump = (rooms: readonly string[], by: 1 | -1): boolean => {
    let isChanged = false
    for (const room of rooms) {
      const before = counts.get(room) ?? 0
      const after = before + by
      isChanged ||= before === 0 || after === 0
      if (after > 0) counts.set(room, after)
      if (after <= 0) counts.delete(room)
    }
    return isChanged
  }
  return {
    join: rooms => bump(rooms, 1),
    leave: rooms => bump(rooms, -1),
    union: () => [...counts.keys()].sort(),
  }
}
