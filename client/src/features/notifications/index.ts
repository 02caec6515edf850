export { default as NotificationBell } from './NotificationBell.vue'
export { default as NotificationList } from './NotificationList.vue'
export { useNotifications } from './notifications.store.ts'
export { useNotificationFeed } from './useNotificationFeed.ts'
