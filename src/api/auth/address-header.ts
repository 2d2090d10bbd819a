/** Carries the client's address to the sign-in library: the one Fastify found, never what a client wrote. */
export const addressHeader = 'x-hearback-address';
