/** The part of a `.cpuprofile` that is read here. */
interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface Share {
  readonly name: string;
  /** Part of the time in which the process was not idle. */
  readonly part: number;
  /** The same, with everything that it called. */
  readonly withCalls: number;
}

export interface Summary {
  readonly busySeconds: number;
  readonly areas: readonly Share[];
  readonly functions: readonly Share[];
}

/** Where the time of a profile went, by area (package, capability) and by function. */
export function summarise(profile: Profile): Summary {
  const own = new Map<number, number>();
  profile.samples.forEach((id, at) => own.set(id, (own.get(id) ?? 0) + (profile.timeDeltas[at] ?? 0)));
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const areas = new Tally();
  const functions = new Tally();
  let busy = 0;
  const root = profile.nodes[0];
  if (!root) return { busySeconds: 0, areas: [], functions: [] };

  const visit = (id: number, above: readonly string[]): number => {
    const node = byId.get(id);
    if (!node) return 0;
    const { functionName, url, lineNumber } = node.callFrame;
    if (functionName === '(idle)') return 0;
    const area = areaOf(url, functionName);
    const name = `${functionName || '(anonymous)'} ${shortened(url)}${url ? `:${lineNumber + 1}` : ''}`;
    const self = own.get(id) ?? 0;
    busy += self;
    const here = [...above, `a ${area}`, `f ${name}`];
    const total = self + (node.children ?? []).reduce((sum, child) => sum + visit(child, here), 0);
    areas.add(area, self, above.includes(`a ${area}`) ? 0 : total);
    functions.add(name, self, above.includes(`f ${name}`) ? 0 : total);
    return total;
  };
  visit(root.id, []);
  return { busySeconds: busy / 1_000_000, areas: areas.shares(busy), functions: functions.shares(busy) };
}

class Tally {
  private readonly sums = new Map<string, { own: number; total: number }>();

  add(name: string, own: number, total: number): void {
    const sum = this.sums.get(name) ?? { own: 0, total: 0 };
    this.sums.set(name, { own: sum.own + own, total: sum.total + total });
  }

  shares(busy: number): Share[] {
    return [...this.sums].map(([name, { own, total }]) => ({ name, part: own / busy, withCalls: total / busy })).sort((a, b) => b.part - a.part);
  }
}

function areaOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'engine';
  if (url.startsWith('node:')) return `node:${url.slice(5).split('/').slice(0, 2).join('/')}`;
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (inPackage) return inPackage[1] ?? url;
  if (url.includes('/apps/web/build/')) return 'web pages';
  return /\/(?:apps\/)?(api|domain)\/dist\/((?:platform\/)?[^/]+)/.exec(url)?.slice(1).join(' ') ?? shortened(url);
}

const shortened = (url: string): string => url.replace(/^file:\/\//, '').replace(/^.*\/(node_modules|apps|libs)\//, '');
