/** The person of the demonstration tenant, which exists in development only. */
export const demoEmail = "demo@zapin.example";
