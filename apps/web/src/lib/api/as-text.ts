const texts = new WeakSet();

/**
 * Marks data of a page (plain, as JSON has it) to cross to the browser as one text. The framework writes out data value
 * by value, as a script; for lists and trees that costs ten times as much as JSON does.
 */
export function asText<Data extends object>(data: Data): Data {
  texts.add(data);
  return data;
}

/** Whether data is marked; see `asText`. */
export function crossesAsText(value: unknown): value is object {
  return typeof value === 'object' && value !== null && texts.has(value);
}
