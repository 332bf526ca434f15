/** Every rule of the check, one line each; what concerns a single value stands in that value's schema instead. */
import type { ConditionRule, DefinitionRule, StepRule, TriggerRule } from '../known.ts';
import { againWaits } from './again.ts';
import { askedDefinitionExists } from './asked-definitions.ts';
import { askedPathLeads } from './asked-paths.ts';
import { askedInRun, askedOutcomeExists } from './asked-steps.ts';
import { limitHasWait } from './call-limits.ts';
import { calledExists } from './calls.ts';
import { comparedWithItsType, setToItsType, triggeredWithItsType } from './compared-types.ts';
import { waitedForIsDate } from './dates.ts';
import { pathsAreTaken } from './decide-paths.ts';
import { conditionsDecide } from './decided.ts';
import { callsAreBoundedWhereRepeated, onlyAnswersComeAgain } from './delivery.ts';
import { waitCanHappen } from './doomed-waits.ts';
import { askedEventExists, triggerEventExists } from './events.ts';
import { askedFieldExists, updatedFieldExists } from './fields.ts';
import { askedFormExists, formExists } from './forms.ts';
import { triggersComeTogether } from './gathers.ts';
import { goalsAreReached, nobodyLeavesAtOnce } from './goals.ts';
import { campaignIsAhead, groupExists, groupIsSaid } from './groups.ts';
import { amountIsWhole, beginningExists, countIsBounded, oneBeginning } from './history.ts';
import { comparesPlainValues } from './literal-liquid.ts';
import { roundsCanBeWalked } from './long-repeats.ts';
import { loopsWait } from './loops.ts';
import { messageIsSent } from './message-names.ts';
import { partHasNoEnds } from './micro-journeys.ts';
import { conditionAsks, triggerAsks } from './nothing-asked.ts';
import { openedIsWeak } from './opened.ts';
import { headPathsLead, stepPathsLead } from './paths.ts';
import { workIsForWorkflows } from './people.ts';
import { reviewIsDue } from './review.ts';
import { askedSegmentExists, steppedSegmentExists } from './segments.ts';
import { partsAreBounded } from './size.ts';
import { recordIsTheKey, updatedRecordIsTheRuns, wakesNotItself } from './subjects.ts';
import { answerHasQuestion, askedSurveyExists } from './surveys.ts';
import { teamExists } from './teams.ts';
import { templateExists } from './templates.ts';
import { askedTopicExists, marketingHasTopic, steppedTopicExists, topicExists } from './topics.ts';
import {
  backfillHasSegment,
  endsLeadOn,
  scheduleIsAhead,
  silenceIsWhole,
  triggerDateIsOne,
  triggerFieldFits,
  triggerNamesExist,
  yearlyMayComeAgain,
} from './triggers.ts';
import { everyStepIsReached } from './unreachable.ts';
import { untilOptionsFit } from './until-options.ts';

export const stepRules: StepRule[] = [
  calledExists,
  callsAreBoundedWhereRepeated,
  limitHasWait,
  marketingHasTopic,
  onlyAnswersComeAgain,
  partHasNoEnds,
  roundsCanBeWalked,
  setToItsType,
  steppedSegmentExists,
  steppedTopicExists,
  stepPathsLead,
  teamExists,
  templateExists,
  triggersComeTogether,
  untilOptionsFit,
  updatedFieldExists,
  updatedRecordIsTheRuns,
  waitedForIsDate,
  workIsForWorkflows,
];

export const conditionRules: ConditionRule[] = [
  amountIsWhole,
  answerHasQuestion,
  askedDefinitionExists,
  askedEventExists,
  askedFieldExists,
  askedFormExists,
  askedInRun,
  askedOutcomeExists,
  askedPathLeads,
  askedSegmentExists,
  askedSurveyExists,
  askedTopicExists,
  beginningExists,
  comparedWithItsType,
  comparesPlainValues,
  conditionAsks,
  countIsBounded,
  messageIsSent,
  oneBeginning,
  openedIsWeak,
];

export const triggerRules: TriggerRule[] = [
  formExists,
  scheduleIsAhead,
  silenceIsWhole,
  triggerAsks,
  triggerDateIsOne,
  triggerEventExists,
  triggerFieldFits,
  triggerNamesExist,
  triggeredWithItsType,
];

export const definitionRules: DefinitionRule[] = [
  againWaits,
  backfillHasSegment,
  campaignIsAhead,
  conditionsDecide,
  endsLeadOn,
  everyStepIsReached,
  goalsAreReached,
  groupExists,
  groupIsSaid,
  headPathsLead,
  loopsWait,
  nobodyLeavesAtOnce,
  partsAreBounded,
  pathsAreTaken,
  recordIsTheKey,
  reviewIsDue,
  topicExists,
  waitCanHappen,
  wakesNotItself,
  yearlyMayComeAgain,
];
