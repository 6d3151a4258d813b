/** The form of a key, for secret scanners and for us. Apart from the rest of keys, so that a page may show it. */
export const keyPattern = /^(zpn_(live|sandbox)_([a-z0-9]{16})_([A-Za-z0-9]{32}))_([a-f0-9]{10})$/;
