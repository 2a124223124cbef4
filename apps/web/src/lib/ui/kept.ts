import type { Component } from 'svelte';

/** Gives a component's HTML for these props, kept or rendered; it may look at the props and the language alone. */
export type Keeper = <Props extends Record<string, unknown>>(id: number, component: Component<Props>, shown: Props) => string;

/** What the server gives a component to write to. */
interface Output {
  push(html: string): void;
}

let keeper: Keeper | undefined;
let components = 0;

/** Has the server keep the HTML of components that are `kept`. */
export function keepWith(given: Keeper): void {
  keeper = given;
}

/**
 * A component that stands many times in many pages and whose HTML follows from plain props: the server renders it once
 * for all who are shown the same. It is rendered without the page's context, so that its HTML can depend on nothing
 * but these props and the language: what is kept is never stale and never somebody else's.
 * @param shown the props that the HTML follows from; null when the page around it is needed this time
 */
export function kept<Props extends Record<string, unknown>>(component: Component<Props>, shown: (props: Props) => Props | null): Component<Props> {
  if (typeof window !== 'undefined') return component;
  const id = (components += 1);
  const onServer = (output: Output, props: Props): void => {
    const plain = keeper ? shown(props) : null;
    if (keeper && plain) output.push(keeper(id, component, plain));
    else (component as unknown as typeof onServer)(output, props);
  };
  return onServer as unknown as Component<Props>;
}
