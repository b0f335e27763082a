/** Cases of a property test, which `property` of property-check.ts writes into the test's name. */
const casesOf = ({ title }) => Number(/ \((\d+) cases\)$/.exec(title)?.[1] ?? 0);

/** Ends every run with one plain line, `N passed, N failed`, which people and CI read at a glance. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    const ran = results.testResults.flatMap((file) => file.testResults).filter(({ status }) => status === 'passed');
    const cases = ran.reduce((sum, result) => sum + casesOf(result), 0);
    const properties = cases > 0 ? `\nproperty cases: ${cases}` : '';
    // Jest's own summary comes after the reporters; the line has to be the very last one.
    process.once('exit', () =>
      process.stdout.write(`${properties}\n${results.numPassedTests} passed, ${failed} failed${tail}\n`),
    );
  }
}
