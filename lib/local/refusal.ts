/** Why the stack cannot start or do what was asked, in one sentence with the way out. */

export class Refusal extends Error {
  override readonly name = 'Refusal';
}
