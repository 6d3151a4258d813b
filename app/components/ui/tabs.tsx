import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";

/** Views of one thing, of which one is seen. Arrow keys move between them. */
export function Tabs(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root {...props} />;
}

export function TabsList({ className, ...rest }: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className={cx("flex gap-1 overflow-x-auto border-b border-line px-1", className)} {...rest} />;
}

export function TabsTrigger({ className, ...rest }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      className={cx(
        "-mb-px cursor-pointer rounded-t-control border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap text-ink-soft transition-colors",
        "hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink",
        className,
      )}
      {...rest}
    />
  );
}

export function TabsContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content className={cx("pt-4", className)} {...rest} />;
}
