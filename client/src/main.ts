import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { features } from './features.ts'
import { pages } from './pages.ts'
import { untilSignedInAgain, useSession } from './platform/auth/index.ts'
import { obeyKeys } from './platform/commands/index.ts'
import { onSignedOut } from './platform/http/index.ts'
import { addMessages, i18n } from './platform/i18n/index.ts'
import { live } from './platform/live/index.ts'
import AppShell from './platform/shell/AppShell.vue'
import { keepCurrent } from './platform/upgrade/index.ts'
import { createPages } from './platform/shell/router.ts'

const app = createApp(AppShell)
const router = createPages(pages)
app.use(createPinia()).use(i18n).use(router)

for (const feature of features) {
  if (feature.messages) addMessages(feature.name, feature.messages)
  if (feature.ear) live.hear(feature.ear())
}

onSignedOut(() => (useSession().session ? untilSignedInAgain() : Promise.resolve(false)))
obeyKeys()
keepCurrent(router)
app.mount('#app')
