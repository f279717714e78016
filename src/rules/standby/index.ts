/** The door of standby and exit (待岗与退出). */
export { STANDBY_HEADERS, standbyRows } from './columns.ts';
export { type NearPost, nearPostText } from './near-posts.ts';
export {
  lastKnownDay,
  type StandbyRecord,
  standbyRecord,
  standbyRecords,
} from './record.ts';
export { recruitmentNeeds } from './recruitment.ts';
