import type { FoundOnPageView } from '../../ipc';

/** Words found on a page of a document. */
export type Hit = FoundOnPageView & { document: string };
