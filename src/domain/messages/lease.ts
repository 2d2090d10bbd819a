/** A worker without a sign of life for this long is dead; by the database's clock, which all workers share. */
export const leaseSeconds = 15;
