import type { Field } from "./field";

/** Routes that belong together: one page of the reference, one tag of the OpenAPI document. */
export interface Family {
  /** Names the page: `/docs/api/message`. */
  id: string;
  title: string;
  /** What it is for, in one or two sentences. */
  lead: string;
  /** First segments of the paths that belong to it. */
  nouns: readonly string[];
  /** By method and path, as the operation table has them. */
  operations: Readonly<Record<string, OperationText>>;
}

/** What is said of one route beside what the operation table knows. */
export interface OperationText {
  /** What it does, in a few words. */
  summary: string;
  /** What one must know before using it. */
  text?: string;
  /** The status of success. Upstream answers 200 unless said otherwise. */
  status?: 201;
  fields?: readonly Field[];
  /** What the row's query parameters mean, by name. */
  query?: readonly Field[];
  /** The member of a multipart body that may carry the file in place of a base64 text or an address. */
  file?: string;
  /** What comes back. */
  answer: string;
}
