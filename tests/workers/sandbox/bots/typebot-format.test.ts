import { describe, expect, test } from "vitest";
import { formatted } from "#workers/sandbox/bots/typebot/format";
import { menuIn } from "#workers/sandbox/bots/typebot/menus";

const line = (...children: object[]) => ({ type: "p", children });

describe("rich text", () => {
  test("a line each, with WhatsApp's marks", () => {
    expect(
      formatted([
        line({ text: "Hello " }, { text: "Ana", bold: true }, { text: "!" }),
        line({ text: "all", bold: true, italic: true, underline: true }),
      ]),
    ).toBe("Hello *Ana*!\n*_~all~_*");
  });

  test("an empty paragraph is an empty line, save at the end", () => {
    expect(formatted([line({ text: "a" }), line({ text: "" }), line({ text: "b" }), line({ text: "" })])).toBe(
      "a\n\nb",
    );
  });

  test("a variable is trimmed, a numbered list is numbered, a point is indented", () => {
    expect(formatted([line({ type: "inline-variable", children: [{ text: " Ana \n" }] })])).toBe("Ana");
    const items = ["one", "two"].map((text) => ({ type: "li", children: [{ type: "p", children: [{ text }] }] }));
    expect(formatted([line({ type: "ol", children: items })])).toBe("\n1.   one\n2.   two");
  });

  test("a link shows its address and, as upstream has it, never its words", () => {
    const link = { type: "a", url: "https://zapin.example", children: [{ text: "here" }] };
    expect(formatted([line({ text: "See " }, link)])).toBe("See []\n(https://zapin.example)");
    expect(formatted([line({ type: "a", url: "https://zapin.example", children: [{}] })])).toBe(
      "https://zapin.example",
    );
  });

  test("marks that meet cancel out", () => {
    expect(formatted([line({ text: "a", bold: true }, { text: "b", bold: true })])).toBe("*ab*");
  });
});

describe("menus", () => {
  test("a text without a menu's mark is only a text", () => {
    expect(menuIn("5511988887777@s.whatsapp.net", "[row] hello")).toBeNull();
  });

  test("every kind of button is read", () => {
    const text = `[buttons]
[thumbnailUrl]
https://files.example/t.png
[title]
Pay
[description]
How?
[footer]
Thanks
[reply]
displayText: Yes
id: y
[pix]
currency: BRL
name: Shop
keyType: email
key: a@b.example
[copy]
displayText: Code
copyCode: 42
[call]
displayText: Call
phone: 5511988887777
[url]
displayText: Site
url: https://zapin.example`;
    expect(menuIn("5511988887777@s.whatsapp.net", text)).toEqual({
      afterMs: 0,
      route: "sendButtons",
      body: {
        number: "5511988887777",
        thumbnailUrl: "https://files.example/t.png",
        title: "Pay",
        description: "How?",
        footer: "Thanks",
        buttons: [
          { type: "reply", displayText: "Yes", id: "y" },
          { type: "pix", currency: "BRL", name: "Shop", keyType: "email", key: "a@b.example" },
          { type: "copy", displayText: "Code", copyCode: "42" },
          { type: "call", displayText: "Call", phoneNumber: "5511988887777" },
          { type: "url", displayText: "Site", url: "https://zapin.example" },
        ],
      },
    });
  });

  test("a list is read with its sections and rows", () => {
    const text = `[list]
[title]
Menu
[description]
Pick
[buttonText]
Open
[footerText]
Shop
[menu]
[section]
title: Teas
[row]
title: Green
description: hot
rowId: g
[/row]
[row]
title: Black
description: strong
rowId: b
[/row]
[/section]
[/menu]`;
    expect(menuIn("5511988887777@s.whatsapp.net", text)).toMatchObject({
      route: "sendList",
      body: {
        title: "Menu",
        description: "Pick",
        buttonText: "Open",
        footerText: "Shop",
        sections: [
          {
            title: "Teas",
            rows: [
              { title: "Green", description: "hot", rowId: "g" },
              { title: "Black", description: "strong", rowId: "b" },
            ],
          },
        ],
      },
    });
  });
});
