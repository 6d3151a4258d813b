import { scopes } from "../../domain/scope";
import { families } from "../../evolution/reference/families";
import { listFamilies } from "../../services/reference/list-families";
import { ownFamily } from "../../services/reference/read-own";
import { parameters, schemas } from "./answers";
import { evolutionPaths } from "./evolution-paths";
import { ownPaths } from "./own-paths";

/**
 * The OpenAPI 3.1 document of `/v1` and `/api`. Nothing in it is written a second time: `/v1` comes
 * from the operation table and its reference, `/api` from the doors' own routes and zod inputs.
 */
export function openapiDocument(publicUrl: string): Record<string, unknown> {
  const offered = new Set(listFamilies().map(({ id }) => id));
  return {
    openapi: "3.1.0",
    info: {
      title: "Zapin",
      version: "1",
      description:
        "`/v1` is the Evolution API: the same paths, bodies and answers, with your own keys and names. `/api` is Zapin's own.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: publicUrl }],
    externalDocs: { url: `${publicUrl}/docs` },
    security: [{ apikey: [] }, { bearer: [] }],
    tags: [
      ...families
        .filter(({ id }) => offered.has(id))
        .map(({ id, title, lead }) => ({
          name: id,
          description: `${title}. ${lead}`,
          externalDocs: { url: `${publicUrl}/docs/api/${id}` },
        })),
      {
        name: ownFamily.id,
        description: ownFamily.lead,
        externalDocs: { url: `${publicUrl}/docs/api/${ownFamily.id}` },
      },
    ],
    paths: { ...evolutionPaths(publicUrl), ...ownPaths() },
    components: {
      schemas,
      parameters,
      securitySchemes: {
        apikey: { type: "apiKey", in: "header", name: "apikey", description: "As Evolution takes it." },
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "The same key, as most tools send it, or a JWT of /api/auth/token.",
        },
      },
    },
    "x-scopes": scopes,
  };
}
