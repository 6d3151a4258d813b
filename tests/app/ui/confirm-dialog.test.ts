import { expect, it } from "vitest";
import { literalPattern } from "#app/components/ui/confirm-dialog";

it.each(["shop", "my-shop", "loja.são paulo_1@filial+2", "a|b(c)[d]{e}\\f/^$*?"])(
  "lets only the name itself through: %s",
  (name) => {
    // As a browser compiles it: the `v` flag, where a needless escape is an error.
    const pattern = new RegExp(`^(?:${literalPattern(name)})$`, "v");
    expect(pattern.test(name)).toBe(true);
    expect(pattern.test(`${name}x`)).toBe(false);
    expect(pattern.test(name.replace(/./, "z"))).toBe(false);
  },
);
