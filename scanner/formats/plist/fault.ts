/** What is wrong with a property list; the message never quotes it. */
export class PlistFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PlistFault';
  }
}
