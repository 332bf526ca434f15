/** The validator ships no types; this is the part that the tests call. */
declare module 'asl-validator' {
  export default function validate(machine: unknown): {
    isValid: boolean;
    errors: { 'Error code': string; Message: string }[];
  };
}
