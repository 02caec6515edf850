// The one door to every script. It runs on a machine with nothing but Node and npm, so this file
// keeps to syntax that an old Node can read: only then can it say which Node is needed.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    '枢纽 needs Node 20.19 or newer; this is Node ' +
      process.versions.node +
      '.\n' +
      'Get one at https://nodejs.org (or with your system’s packages) and start again.\n',
  )
  process.exitCode = 1
} else {
  import('./workshop/run.mjs')
    .then(workshop => workshop.run(process.argv[2], process.argv.slice(3)))
    .then(code => {
      process.exitCode = code
    })
    .catch(cause => {
      process.stderr.write((cause instanceof Error ? cause.message : String(cause)) + '\n')
      process.exitCode = 1
    })
}
