import { useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { PageHeader } from "#app/components/ui/page-header";
import { guideOf } from "#workers/domain/guide";
import { Prose } from "./prose";

/** A guide: its title, what it is good for, and its text. */
export function GuidePage({ slug, children }: { slug: string; children: ReactNode }) {
  const { title, lead } = guideOf(slug);
  return (
    <article>
      <PageHeader title={title} description={lead} />
      <Prose>{children}</Prose>
    </article>
  );
}

/** Head of a guide's document. */
export function guideMeta(slug: string) {
  const { title, lead } = guideOf(slug);
  return [{ title: `${title} · zapin` }, { name: "description", content: lead }];
}

/** The address under which this installation is reached, for examples that work as they stand. */
export function usePublicUrl(): string {
  return useRouteLoaderData<{ publicUrl: string }>("routes/docs/layout")?.publicUrl ?? "";
}
