/** After the API's suites. */
export default async function tearDown() {
  await Reflect.get(globalThis, Symbol.for('foyer.test.database'))?.stop();
}
