import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'
import { shapes } from './server/tools/lint/ownLines.mjs'

// What needs no types; the rules that do are those of .oxlintrc.json.
const tests = ['**/*.test.ts', 'tests/**/*.ts']
const sources = ['**/*.ts', '**/*.vue']

/** Words of the language that this code does without; Vue and tools may need a default export. */
const without = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of words, or a table `as const`.' },
  {
    selector: 'TSModuleDeclaration[global!=true][id.type!="Literal"]',
    message: 'Use modules, not namespaces.',
  },
]
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }

/** The keyboard is heard in one place, which knows input methods, modifiers, fields and what lies over what. */
const bareKeys = [
  {
    selector: 'Literal[value=/^key(down|up|press)$/]',
    message: 'Hear keys by useKeys of client/src/platform/keys.',
  },
  {
    selector:
      ':matches(Property[key.name=/^on(k|K)ey(down|up|press)/], Identifier[name=/^on(k|K)ey(down|up|press)/])',
    message: 'Hear keys by useKeys of client/src/platform/keys.',
  },
  {
    selector: 'ImportSpecifier[imported.name=/^(onKey|useMagicKeys|useKeyModifier)/]',
    message: 'Hear keys by useKeys of client/src/platform/keys.',
  },
]
const bareKeysInTemplates = [
  {
    selector: "VAttribute[directive=true][key.name.name='on'][key.argument.name=/^key(down|up|press)$/]",
    message: 'Hear keys by useKeys of client/src/platform/keys.',
  },
]

const lives = {
  name: 'socket.io-client',
  allowTypeImports: true,
  message: 'Only client/src/platform/live/socket.ts speaks to the socket.',
}
const maps = {
  name: 'maplibre-gl',
  allowTypeImports: true,
  message: 'Only client/src/platform/map holds the map.',
}

const shape = {
  'max-lines': ['error', { max: 300 }],
  'shapes/own-lines': ['error', 40],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
}

const language = {
  'no-console': 'error',
  eqeqeq: 'error',
  'prefer-const': 'error',
  'no-else-return': 'error',
  'no-restricted-syntax': ['error', ...without, noDefault],
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/consistent-type-definitions': 'off',
  '@typescript-eslint/no-invalid-void-type': 'off',
  '@typescript-eslint/unified-signatures': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
}

const components = {
  'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
  'vue/component-api-style': ['error', ['script-setup']],
  'vue/define-props-declaration': ['error', 'type-based'],
  'vue/define-emits-declaration': ['error', 'type-based'],
  'vue/no-v-html': 'error',
  'vue/max-template-depth': 'off',
  'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
}

export default ts.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'data/',
      '.cache/',
      'migrations/',
      'server/data/',
      'client/public/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { plugins: { shapes } },
  { files: sources, extends: [ts.configs.strict] },
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: sources,
    languageOptions: {
      parserOptions: {
        parser: ts.parser,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: { ...shape, ...language, 'no-undef': 'off' },
  },
  { files: ['**/*.vue'], languageOptions: { globals: globals.browser }, rules: components },
  {
    files: ['**/*.vue', '*.config.ts', '*/*.config.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', ...without] },
  },
  {
    files: ['client/src/**/*.ts'],
    ignores: ['client/src/platform/keys/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...without, noDefault, ...bareKeys] },
  },
  {
    files: ['client/src/**/*.vue'],
    rules: {
      'no-restricted-syntax': ['error', ...without, ...bareKeys],
      'vue/no-restricted-syntax': ['error', ...bareKeysInTemplates],
    },
  },
  {
    files: ['shared/src/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'window',
        'document',
        'setTimeout',
        'setInterval',
        'fetch',
      ],
    },
  },
  {
    files: ['client/src/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [lives, maps] }] },
  },
  {
    files: ['client/src/platform/live/socket.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [maps] }] },
  },
  {
    files: ['client/src/platform/map/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [lives] }] },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-params': 'off',
      'shapes/own-lines': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '*.config.ts'],
    languageOptions: { globals: globals.node },
    rules: shape,
  },
  prettier,
)
