import { imageIn } from "../content";

/** What the contact said, in the parts that OpenAI takes. */
export function contentParts(content: string): unknown[] {
  const image = imageIn(content);
  if (!image) return [{ type: "text", text: content }];
  return [
    { type: "text", text: image.caption },
    { type: "image_url", image_url: { url: image.url } },
  ];
}
