/** After the journeys. */
export default async function tearDown() {
  await Reflect.get(globalThis, Symbol.for('foyer.test.server'))?.stop();
}
