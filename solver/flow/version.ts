/** Name and version that answers of the flow solver bear; the version grows when its answers could differ. */
export const FLOW = { name: 'flow', version: '1.1.0' } as const;
