import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "#workers/i18n/paraglide/messages";
import { Button, type ButtonProps } from "./button";

const shownMs = 2_000;

export interface CopyButtonProps extends Pick<ButtonProps, "variant" | "size" | "className"> {
  text: string;
  /** What is copied, as "Copy key". */
  label: string;
  /** Only the icon is seen; the label is still read out. */
  iconOnly?: boolean;
}

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, label, iconOnly = false, variant, size = "small", className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without permission the text is still there to be marked by hand.
    }
  }

  return (
    <Button
      variant={variant}
      size={size}
      className={className}
      onClick={copy}
      title={iconOnly ? label : undefined}
      aria-label={iconOnly ? label : undefined}
    >
      {copied ? <Check aria-hidden="true" className="text-good-ink" /> : <Copy aria-hidden="true" />}
      {!iconOnly && (copied ? m.common_copied() : label)}
      <span role="status" className="sr-only">
        {copied ? m.common_copied() : ""}
      </span>
    </Button>
  );
}
