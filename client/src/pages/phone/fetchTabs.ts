import { loadPinyin } from '../../platform/pinyin/index.ts'

/** Every tab is fetched with the first, and what finds a name by its pinyin: without network there is no fetching. */
export const fetchTabs = () =>
  Promise.allSettled([
    loadPinyin(),
    import('./ReportTab.vue'),
    import('./MineTab.vue'),
    import('./TasksTab.vue'),
    import('./MeTab.vue'),
    import('./NotificationsTab.vue'),
    import('./CaseTab.vue'),
  ])
