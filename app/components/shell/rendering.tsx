import { createContext, useContext } from "react";

/** What the answer that is being written carries besides data. The browser knows no nonce, and needs none. */
export interface Rendering {
  nonce: string | undefined;
  /** The request that this document answers: what support asks for. */
  requestId: string | undefined;
  /** The path that this document was asked for under. */
  path: string;
}

export const RenderingContext = createContext<Rendering>({ nonce: undefined, requestId: undefined, path: "/" });

export function useRendering(): Rendering {
  return useContext(RenderingContext);
}
