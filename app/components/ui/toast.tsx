import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import type { Tone } from "./badge";
import { Alert } from "./alert";

const shownMs = 5_000;

export interface ToastInput {
  title: string;
  tone?: Tone;
}

const Announce = createContext<(toast: ToastInput) => void>(() => {});

/** Says in a corner, and to screen readers, that something was done. Not for errors one must act on. */
export function useToast(): (toast: ToastInput) => void {
  return useContext(Announce);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(ToastInput & { id: number })[]>([]);
  const next = useRef(0);

  const announce = useCallback((toast: ToastInput) => {
    const id = next.current++;
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
  }, []);

  return (
    <Announce.Provider value={announce}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2 sm:left-auto sm:w-96"
      >
        {toasts.map((toast) => (
          <Toast
            key={toast.id}
            {...toast}
            onDone={() => setToasts((shown) => shown.filter((other) => other.id !== toast.id))}
          />
        ))}
      </div>
    </Announce.Provider>
  );
}

function Toast({ title, tone = "good", onDone }: ToastInput & { onDone: () => void }) {
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    const timer = setTimeout(() => done.current(), shownMs);
    return () => clearTimeout(timer);
  }, []);
  return <Alert tone={tone} title={title} className="pointer-events-auto w-full shadow-pop" />;
}
