/** The routes of the sign-in library that are served, below `/api/auth`. It has thirty more, which nobody here needs. */
export const authRoutes = [
  ['POST', '/sign-in/email'],
  ['POST', '/sign-out'],
  ['GET', '/get-session'],
] as const;

export type AuthPath = (typeof authRoutes)[number][1];
