/** The committed contract as it should be. */
import { type OpenApiDocument, openApiDocument } from '../../src/http/openapi.ts';
import { ROUTES } from '../../src/http/routes/index.ts';

/** The version of the contract is not that of the program: it changes when the document does. */
const VERSION = '1';

export function contract(): OpenApiDocument {
  return openApiDocument(ROUTES, VERSION);
}
