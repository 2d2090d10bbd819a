/** A request to the control API that cannot be done: HTTP status and a sentence for a person. */
export class Refused extends Error {
  status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
