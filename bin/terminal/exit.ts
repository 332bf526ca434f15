/** What a command's exit code tells a script. */
export const FOUND_PROBLEMS = 1;
export const WRONG_USE = 2;
