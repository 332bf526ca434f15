/** The one table of prices, and the assumptions that a bill rests on besides: change them here, and every figure follows. */

/** US dollars; us-east-1 list prices without any free tier, as published in November 2026. */
export const prices = {
  /** Step Functions Standard: a state entered, a retry, a start. */
  transition: 25e-6,
  /** Step Functions Express: a request, and each GB-second, in steps of 64 MB and 100 ms. */
  execution: 1e-6,
  executionGigabyteSecond: 0.00001667,
  /** Lambda on arm64: a request, and each GB-second. */
  invocation: 0.2e-6,
  lambdaGigabyteSecond: 0.0000133334,
  /** DynamoDB: units of 1 KB written and of 4 KB read strongly; an eventual read is half a unit. */
  write: { 'on-demand': 0.625e-6, provisioned: 0.00065 / 3600 / 0.7 },
  read: { 'on-demand': 0.125e-6, provisioned: 0.00013 / 3600 / 0.7 },
  /** EventBridge Scheduler: a fire. Schedules cost nothing to set. */
  'timer-fired': 1e-6,
  /** EventBridge: a custom event. */
  'bus-event': 1e-6,
  /** SQS: sent, received and deleted, each by itself. */
  'queue-message': 3 * 0.4e-6,
  /** SES as accounts from before July 2026 pay it; one segment of SMS in the US. */
  message: { email: 0.1e-3, sms: 10e-3 } as Record<string, number>,
};

/** Provisioned capacity is bought by the hour: used to so much. */
export type StoreMode = keyof typeof prices.write;

export const assumptions = {
  /** What `lib/cloud` gives a function; a test compares the two. */
  lambdaMegabytes: 512,
  expressMegabytes: 64,
  /** An invocation lasts so long besides its requests to the store, and each of those. */
  invocationMs: 40,
  requestMs: 5,
  /** An Express execution is billed in steps of 100 ms: half a step is paid for nothing. */
  executionMs: 50,
  /** So many of the table's changes come in one batch. */
  changesPerBatch: 10,
};
