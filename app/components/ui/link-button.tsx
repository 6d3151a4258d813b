import { Link, type LinkProps } from "@remix-run/react";
import type { VariantProps } from "class-variance-authority";
import { forwardRef } from "react";
import { buttonStyle } from "./button";
import { cx } from "./cx";

export type LinkButtonProps = LinkProps & VariantProps<typeof buttonStyle>;

/** A link that looks like a button. */
export const LinkButton = forwardRef<HTMLAnchorElement, LinkButtonProps>(function LinkButton(
  { variant, size, className, ...rest },
  ref,
) {
  return <Link ref={ref} className={cx(buttonStyle({ variant, size }), className)} {...rest} />;
});
