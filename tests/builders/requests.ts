interface RequestListener {
  /** A request begins: its method and path. */
  readonly began: (request: string) => void
  readonly body: (request: string, bytes: number) => void
}

const headEnd = Buffer.from('\r\n\r\n')

/** Follows the requests of one HTTP/1.1 connection; what comes after an upgrade is no request. */
export function requestReader({ began, body }: RequestListener): (piece: Buffer) => void {
  let head = Buffer.alloc(0)
  let request = ''
  let leftB = 0
  let isOpaque = false

  function takeHead(piece: Buffer): Buffer {
    head = Buffer.concat([head, piece])
    const end = head.indexOf(headEnd)
    if (end < 0) return Buffer.alloc(0)
    const lines = head.subarray(0, end).toString('latin1')
    const rest = head.subarray(end + headEnd.length)
    head = Buffer.alloc(0)
    request = lines.split(' HTTP/', 1)[0] ?? ''
    leftB = Number(/\r\ncontent-length: *(\d+)/i.exec(lines)?.[1] ?? 0)
    isOpaque = /\r\nupgrade:/i.test(lines)
    began(request)
    return rest
  }
  return piece => {
    let rest = piece
    while (rest.length > 0 && !isOpaque) {
      if (leftB === 0) {
        rest = takeHead(rest)
        continue
      }
      const taken = Math.min(leftB, rest.length)
      leftB -= taken
      rest = rest.subarray(taken)
      body(request, taken)
    }
  }
}
