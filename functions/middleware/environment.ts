/** What a deployment tells its functions: read at the first call, so that a test or the embedded stack needs none of it. */
import type { AwsSettings } from '../aws/ports.ts';
import type { SchedulesSettings } from '../aws/schedules.ts';

export interface Environment extends AwsSettings {
  bus: string;
  timers: SchedulesSettings;
  /** Function → its queue, for whoever gives something back to one. */
  queues: Record<string, string>;
  /** Where the stream's lost changes are kept. */
  lostChanges: string;
  configurationSet?: string;
  senderId?: string;
  /** Makes calls to other systems; its name. */
  outsideFunction?: string;
  /** Of the account with the payment provider. */
  cardKey?: string;
  writeKeys: string[];
}

export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const required = (name: string): string => {
    const value = variables[name];
    if (!value) throw new TypeError(`The variable ${name} is not set.`);
    return value;
  };
  return {
    tableName: required('TABLE_NAME'),
    addressKey: required('ADDRESS_KEY'),
    deployment: required('DEPLOYMENT'),
    signingKeys: required('SIGNING_KEYS').split(',').map(readSigningKey),
    publicUrl: required('PUBLIC_URL'),
    retentionDays: Number(variables.RETENTION_DAYS ?? 400),
    // A deploy takes minutes: a moment more for quiet hours and topics is nobody's wait.
    settingsAgeSeconds: 5,
    bus: variables.BUS_NAME ?? '',
    timers: {
      group: variables.TIMER_GROUP ?? '',
      targetArn: variables.TIMER_QUEUE_ARN ?? '',
      roleArn: variables.TIMER_ROLE_ARN ?? '',
      intakeArn: variables.TIMER_INTAKE_ARN,
      deadLetterArn: variables.TIMER_DEAD_LETTER_ARN,
    },
    queues: JSON.parse(variables.QUEUES ?? '{}') as Record<string, string>,
    lostChanges: variables.LOST_CHANGES ?? '',
    configurationSet: variables.CONFIGURATION_SET,
    senderId: variables.SMS_SENDER_ID,
    cardKey: variables.CARD_KEY,
    outsideFunction: variables.OUTSIDE_FUNCTION,
    writeKeys: (variables.WRITE_KEYS ?? '').split(',').filter(Boolean),
  };
}

/** `k2:secret`: during a rotation the new one stands before the old one. */
function readSigningKey(text: string): { id: string; secret: string } {
  const [id = '', ...secret] = text.split(':');
  return { id, secret: secret.join(':') };
}
