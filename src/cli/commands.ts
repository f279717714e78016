/** The commands in the order of the help, each loaded when it is asked for: all of them take most of a second to load. */
import type { CommandKit } from './command-kit.ts';

type Add = (kit: CommandKit) => void;

/** By the names that a module adds, separated by a blank. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  solve: async () => (await import('./solve.ts')).addSolveCommand,
  check: async () => (await import('./check.ts')).addCheckCommand,
  template: async () => (await import('./template.ts')).addTemplateCommand,
  indicators: async () => (await import('./indicators.ts')).addIndicatorsCommand,
  establish: async () => (await import('./establish.ts')).addEstablishCommand,
  generate: async () => (await import('./generate.ts')).addGenerateCommand,
  verify: async () => (await import('./verify.ts')).addVerifyCommand,
  rules: async () => (await import('./rules.ts')).addRulesCommand,
  calendar: async () => (await import('./calendar.ts')).addCalendarCommand,
  'compare study': async () => (await import('./compare-commands.ts')).addCompareCommands,
  audit: async () => (await import('./audit.ts')).addAuditCommand,
  explain: async () => (await import('./explain.ts')).addExplainCommand,
  itinerant: async () => (await import('./itinerant.ts')).addItinerantCommand,
  principals: async () => (await import('./principals.ts')).addPrincipalsCommand,
  reform: async () => (await import('./reform.ts')).addReformCommand,
  appeal: async () => (await import('./appeal.ts')).addAppealCommand,
  rotate: async () => (await import('./rotate.ts')).addRotateCommand,
  rollover: async () => (await import('./rollover.ts')).addRolloverCommand,
  report: async () => (await import('./report.ts')).addReportCommand,
  worker: async () => (await import('./worker.ts')).addWorkerCommand,
  'backup restore': async () => (await import('./backup.ts')).addStoreCommands,
  math: async () => (await import('./math.ts')).addMathCommands,
};

/** Adds the named command; without one of ours (help, a slip) all. */
export async function addCommands(kit: CommandKit, named: string | undefined): Promise<void> {
  const all = Object.entries(COMMANDS);
  const own = all.filter(([names]) => named !== undefined && names.split(' ').includes(named));
  for (const [, load] of own.length > 0 ? own : all) (await load())(kit);
}
