export * from "./auth";
export * from "./instance";
export * from "./key";
export * from "./endpoint";
export * from "./development-mail";
export * from "./transport";
export * from "./server";
export * from "./bot";
