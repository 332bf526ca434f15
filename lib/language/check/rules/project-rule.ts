/** What a rule over all files is given and answers. */
import type { Known } from '../known.ts';
import type { ReadProject } from '../project-files.ts';
import type { Problem, Report } from '../report.ts';

export type ProjectRule = (project: ReadProject, known: Known) => { report: Report; problem: Problem }[];
