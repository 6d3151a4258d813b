import { createContext, useContext } from "react";

/** What the answer that is being written carries besides data. The browser knows no nonce, and needs none. */
export interface Rendering {
  nonce: string | undefined;
  /** The request that this document answers: what support asks for. */
  requestId: string | undefined;
}

export const RenderingContext = createContext<Rendering>({ nonce: undefined, requestId: undefined });

export function useRendering(): Rendering {
  return useContext(RenderingContext);
}
