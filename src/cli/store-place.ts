/** Where the service keeps its data, by the same variables as `npm start`. */
import type { StorePlace } from '../service/index.ts';

const DATA_FOLDER = 'tiaopei-data';

export function storePlace(env: NodeJS.ProcessEnv): StorePlace {
  return {
    dataFolder: env.TIAOPEI_DATA ?? DATA_FOLDER,
    databaseUrl: env.DATABASE_URL ?? null,
  };
}
