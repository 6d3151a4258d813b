import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import type { Refusal } from "#workers/domain/outcome";
import { refusalText } from "./refusal-text";

/** What an action of these pages answers when it refuses: why, and what to put back into the fields. */
export interface Refused {
  refusal: Refusal;
  values: Record<string, string>;
}

export interface AccountFormProps {
  refused: Refused | undefined;
  /** Fields of this form; a refusal about one of them is said beside it, every other above the form. */
  fields: readonly string[];
  submit: ReactNode;
  /** Beside a refusal: what may help. */
  help?: ReactNode;
  children: ReactNode;
}

/** A form that works before scripts do. Afterwards it also puts the cursor where something is wrong. */
export function AccountForm({ refused, fields, submit, help, children }: AccountFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const navigation = useNavigation();
  const general = refused && !fields.includes(refused.refusal.field ?? "");

  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  return (
    <Form ref={form} method="post" noValidate className="grid gap-4">
      {general && (
        <Alert tone="bad" title={refusalText(refused.refusal)}>
          {help}
        </Alert>
      )}
      {children}
      <Button type="submit" variant="primary" pending={navigation.state !== "idle" && navigation.formData != null}>
        {submit}
      </Button>
    </Form>
  );
}

/** The words for a field's error, if the refusal is about that field. */
export function fieldError(refused: Refused | undefined, field: string): string | undefined {
  return refused?.refusal.field === field ? refusalText(refused.refusal) : undefined;
}
