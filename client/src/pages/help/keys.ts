/** The keys of the desk as the help page tells them: what they do, and the chords. */
export const keyRows = [
  { word: 'step', chords: ['J', 'K', '↓', '↑'] },
  { word: 'accept', chords: ['F2'] },
  { word: 'assign', chords: ['F3'] },
  { word: 'enter', chords: ['Enter'] },
  { word: 'submit', chords: ['Ctrl+Enter'] },
  { word: 'escape', chords: ['Esc'] },
  { word: 'finish', chords: ['F6', 'F7'] },
  { word: 'back', chords: ['F8', 'F9'] },
  { word: 'recall', chords: ['U'] },
  { word: 'level', chords: ['L'] },
  { word: 'search', chords: ['/'] },
  { word: 'settle', chords: ['N'] },
  { word: 'alarm', chords: ['G'] },
  { word: 'tabs', chords: ['1', '…', '0'] },
  { word: 'palette', chords: ['Ctrl+K'] },
  { word: 'help', chords: ['F1', '?'] },
] as const
