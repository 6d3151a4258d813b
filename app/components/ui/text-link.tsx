import { Link, type LinkProps } from "@remix-run/react";

/** A link in running text. */
export function TextLink(props: LinkProps) {
  return (
    <Link
      className="font-medium text-accent-ink underline decoration-accent-line underline-offset-2 hover:decoration-current"
      {...props}
    />
  );
}
