import { X } from "lucide-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { m } from "#workers/i18n/paraglide/messages";
import { Button } from "./button";
import { cx } from "./cx";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Only a button of its own may close it: for a secret that is shown once. */
  insistent?: boolean;
  className?: string;
}

/**
 * A modal dialog: the browser's own, which traps focus, closes on Escape and gives the focus back.
 * Open in the server's first answer it is shown in place, so that it can be read without scripts.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  insistent = false,
  className,
}: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  // React must not touch the attribute later: from then on showModal() and close() own it.
  const [openAtFirst] = useState(open);

  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.matches(":modal")) {
      dialog.removeAttribute("open");
      dialog.showModal();
    } else if (!open && dialog.open) {
      dialog.close();
    }
  }, [open]);

  return (
    <dialog
      ref={element}
      open={openAtFirst}
      aria-labelledby={`${id}-title`}
      aria-describedby={description != null ? `${id}-description` : undefined}
      className={cx("dialog", className)}
      onCancel={(event) => {
        if (insistent) event.preventDefault();
      }}
      onClose={() => onOpenChange(false)}
      onClick={(event) => {
        if (!insistent && event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className="p-5">
        <div className="mb-4 flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h2 id={`${id}-title`} className="text-base font-semibold break-words">
              {title}
            </h2>
            {description != null && (
              <div id={`${id}-description`} className="mt-1 text-ink-soft">
                {description}
              </div>
            )}
          </div>
          {!insistent && (
            <Button
              variant="ghost"
              size="small"
              className="-me-1.5 -mt-1 w-8 px-0!"
              aria-label={m.common_close()}
              onClick={() => element.current?.close()}
            >
              <X aria-hidden="true" />
            </Button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
