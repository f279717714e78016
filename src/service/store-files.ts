/** Backup and restore of a store that no service has open (embedded), or of a PostgreSQL that is in use. */
import { type BackupResult, backup, restore } from './backup.ts';
import { openStore } from './store/open-store.ts';

export interface StorePlace {
  readonly dataFolder: string;
  /** null = embedded in the folder. */
  readonly databaseUrl: string | null;
}

/** @throws InputError `store-locked` while a service has the folder open (its own dumps are in `backups`) */
export async function backupStore(place: StorePlace, path: string): Promise<BackupResult> {
  const store = await openStore(place.dataFolder, place.databaseUrl);
  try {
    return await backup(store.db, path);
  } finally {
    await store.close();
  }
}

/** @throws InputError `store-not-empty`, `bad-backup`, `store-newer-schema` */
export async function restoreStore(place: StorePlace, path: string): Promise<number> {
  const store = await openStore(place.dataFolder, place.databaseUrl);
  try {
    return await restore(store.db, path);
  } finally {
    await store.close();
  }
}
