/** After the claim an error nobody named means that the call may have happened. */
export async function callOnce<Answer>(
  call: () => Promise<Answer>,
): Promise<Answer | { answer: 'unknown'; reason: string }> {
  try {
    return await call();
  } catch (thrown) {
    return { answer: 'unknown', reason: thrown instanceof Error ? thrown.name : 'failed' };
  }
}
