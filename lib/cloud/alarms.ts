/** Tells the team when contacts would otherwise be left waiting without anybody noticing. */
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface Watch {
  metric: IMetric;
  /** More than this is too much. */
  above: number;
  /** For whoever is woken by it. */
  says: string;
  tellTo: IAlarmAction;
}

export function watch(scope: Construct, id: string, { metric, above, says, tellTo }: Watch): Alarm {
  const alarm = new Alarm(scope, id, {
    metric,
    threshold: above,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: says,
  });
  alarm.addAlarmAction(tellTo);
  return alarm;
}
