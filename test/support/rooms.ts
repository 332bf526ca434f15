/** The rooms of the house as data: who may know whom, and what no pure room may touch. */

export const sourceFolders = ['bin', 'lib', 'functions', 'web', 'statemachines'] as const;

/** What each room may import. Arrows are transitive (who may import the engine may import what the engine may). */
const arrows: Record<string, string[]> = {
  'lib/language': [],
  'lib/compiler': ['lib/language'],
  'lib/engine': ['lib/language'],
  'lib/simulator': ['lib/compiler', 'lib/engine'],
  functions: ['lib/engine', 'lib/language'],
  'lib/local': ['lib/simulator', 'lib/engine', 'functions'],
  'lib/cloud': ['lib/compiler'],
  web: ['lib/language'],
  statemachines: ['lib/language'],
};

/** Names handlers by path and takes the compiler's output: it may know nothing that the compiler knows. */
const notTransitive = ['lib/cloud'];

/** May import anything. */
export const openRooms = ['bin', 'test', 'bench'];

export const rooms = [...openRooms, ...Object.keys(arrows)];
export const roomOf = (path: string) => rooms.find((room) => path.startsWith(`${room}/`));

/** The rooms that `room` may import, itself included. */
export function mayImport(room: string): string[] {
  if (openRooms.includes(room)) return rooms;
  const direct = arrows[room] ?? [];
  return [...new Set([room, ...direct, ...(notTransitive.includes(room) ? [] : direct.flatMap(mayImport))])];
}

/** Packages with one door. */
export const doors = [
  {
    case: 'AWS SDK clients stay behind the ports, in functions/aws',
    packages: /^@(aws-sdk|smithy)\//,
    allowed: /^functions\/aws\//,
  },
  {
    case: 'CDK stays in lib/cloud and bin/app.ts: one import in a handler is 40 MB more to load',
    packages: /^(aws-cdk-lib|constructs|cdk-nag|@aws-cdk\/.+)$/,
    allowed: /^(lib\/cloud\/|bin\/app\.ts$)/,
  },
];

export const pureRooms = ['lib/language', 'lib/compiler', 'lib/engine', 'lib/simulator'];

/** The parts of Node without time, chance or a world outside. The language has none: it runs in the browser too. */
export const pureNodeModules = ['node:assert', 'node:buffer', 'node:crypto', 'node:util'];

export const impurities = [
  { name: 'the clock', pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\(/g },
  { name: 'randomness', pattern: /\bMath\.random\(|\brandom(UUID|Bytes|Int)\(|\bgetRandomValues\(/g },
  { name: 'the environment', pattern: /\bprocess\.(env|cwd|argv|hrtime)\b/g },
  { name: 'a real timer', pattern: /(?<![.\w])set(Timeout|Interval|Immediate)\(/g },
  { name: 'the network', pattern: /(?<![.\w]|function )fetch\(/g },
];
