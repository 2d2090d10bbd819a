/** For what is tried again without harm: an answer that never comes must not keep what stands behind it waiting. */
export const deadline = () => AbortSignal.timeout(20_000);
