/** The way to the answers of a round. */
export const boardOf = ({ questionId, id: roundId }: { questionId: string; id: string }) =>
  ({ to: '/questions/$questionId/rounds/$roundId', params: { questionId, roundId } }) as const;
