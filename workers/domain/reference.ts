/** One family of the reference, as its page shows it. */
export interface ReferenceFamily {
  id: string;
  title: string;
  lead: string;
  operations: ReferenceOperation[];
}

export interface ReferenceOperation {
  /** `POST /message/sendText/:instance` */
  key: string;
  /** Names it inside of its page: `sendText`. */
  anchor: string;
  method: string;
  path: string;
  /** Other spellings that work. */
  aliases: string[];
  /** What a key must be allowed to do. */
  scope: string;
  /** Messages of the plan that one call costs. */
  messages: number;
  summary: string;
  text: string | null;
  query: ReferenceField[];
  fields: ReferenceField[];
  /** The member of a multipart body that may carry a file. */
  file: string | null;
  curl: string;
  status: number;
  answer: string;
  /** Recorded, as indented JSON. */
  answerBody: string | null;
  errors: { status: number; asked: string | null; body: string }[];
  /** Does the simulated phone play it? */
  sandbox: boolean;
  /** What the form to try it begins with; null where it cannot be tried from the page. */
  trial: { parameters: string[]; query: { name: string; value: string }[]; body: string | null } | null;
}

export interface ReferenceField {
  /** With the names of what it is in: `quoted.key.id`. */
  name: string;
  type: string;
  required: boolean;
  text: string;
  values: string[];
}

/** What Zapin does with a route of Evolution. */
export interface RouteTreatment {
  method: string;
  path: string;
  treatment: "forwarded" | "answered" | "refused";
  /** Why it is not offered. */
  reason: string | null;
  /** The page that describes it. */
  family: string | null;
  /** Does the simulated phone play it? */
  sandbox: boolean;
}
