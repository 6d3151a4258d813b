import { cva, type VariantProps } from "class-variance-authority";
import { forwardRef, type ButtonHTMLAttributes } from "react";
import { Slot } from "radix-ui";
import { cx } from "./cx";
import { Spinner } from "./spinner";

export const buttonStyle = cva(
  [
    "inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap",
    "transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55",
    "aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent shadow-card hover:bg-accent-strong",
        secondary: "border-line-strong bg-surface text-ink shadow-card hover:bg-hover",
        ghost: "border-transparent bg-transparent text-ink-soft hover:bg-hover hover:text-ink",
        danger: "border-transparent bg-bad-fill text-on-accent shadow-card hover:bg-bad-strong",
      },
      size: {
        small: "h-8 px-2.5 text-[0.8125rem]",
        medium: "h-9 px-3.5 text-sm",
      },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, VariantProps<typeof buttonStyle> {
  /** The work that it started is under way: shows a spinner and ignores further clicks, but keeps the focus. */
  pending?: boolean;
  /** Dresses its only child instead of making a button. */
  asChild?: boolean;
}

/** Something that acts. For something that leads elsewhere, take `LinkButton`. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant, size, pending = false, asChild = false, className, children, onClick, type, ...rest },
  ref,
) {
  const classes = cx(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root ref={ref} className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      ref={ref}
      // A disabled button would drop the keyboard's place, so a pending one only refuses.
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      type={type ?? "button"}
      className={classes}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
});
