/** Short meanings of delivery error codes, as Twilio's message resource shows them. */
const meanings: Record<number, string> = {
  21610: 'Attempt to send to unsubscribed recipient',
  30001: 'Queue overflow',
  30002: 'Account suspended',
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
  30017: 'Carrier network congestion',
  30019: 'Content size exceeds carrier limit',
  30022: 'US A2P 10DLC rate limits exceeded',
  30032: 'Toll-free number has not been verified',
  30034: 'US A2P 10DLC message from an unregistered number',
  30036: 'Validity period expired',
};

export function meaningOf(code: number | null): string | null {
  return code === null ? null : (meanings[code] ?? 'Message delivery failed');
}
