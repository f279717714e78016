/** The service on the embedded database. The same on PostgreSQL: test/system/service.test.ts. */
import { serviceContract } from '../support/service-contract.ts';

serviceContract('the service, embedded', {
  databaseUrl: async () => null,
  // Without PostgreSQL at hand, into another folder.
  other: async () => null,
});
