// The HTTP API of Azulejo: begin with Azulejo.
export { Azulejo, NoResult } from "./client.js";
export { Problem, type Patience } from "./http.js";
export { NotGenuine, verify } from "./webhooks.js";
export type * from "./types.js";
