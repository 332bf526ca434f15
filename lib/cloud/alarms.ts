/** Tells the team when contacts would otherwise be left waiting without anybody noticing. */
import { Duration, Names } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
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

/** Counts log lines with exactly this message. */
export function watchLog(
  scope: Construct,
  id: string,
  { log, message, ...watched }: Omit<Watch, 'metric'> & { log: ILogGroup; message: string },
): Alarm {
  const filter = new MetricFilter(scope, `${id}Lines`, {
    logGroup: log,
    filterPattern: FilterPattern.stringValue('$.message', '=', message),
    metricNamespace: 'Waymark',
    metricName: `${Names.uniqueId(scope)}-${id}`,
  });
  return watch(scope, id, { metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(5) }), ...watched });
}
