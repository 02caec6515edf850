/**
 * Loaded into a server's process before its program: when its parent asks, it collects its garbage and tells what
 * memory it holds. Needs `--expose-gc`.
 */
process.on('message', () => {
  void globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send?.({ heapUsed, external, rss })
})
process.channel?.unref()
