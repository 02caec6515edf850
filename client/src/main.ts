import { createPinia } from 'pinia'
import { features } from 'virtual:features/every'
import { createApp } from 'vue'
import { pages } from './pages.ts'
import { afterSessionEnd } from './platform/auth/index.ts'
import { obeyKeys } from './platform/commands/index.ts'
import { takeIn } from './platform/feature/index.ts'
import { onSignedOut } from './platform/http/index.ts'
import { i18n } from './platform/i18n/index.ts'
import AppShell from './platform/shell/AppShell.vue'
import { keepCurrent } from './platform/upgrade/index.ts'
import { createPages } from './platform/shell/router.ts'

const app = createApp(AppShell)
const router = createPages(pages)
app.use(createPinia()).use(i18n).use(router)

takeIn(features)

onSignedOut(afterSessionEnd)
obeyKeys()
keepCurrent(router)
app.mount('#app')
