/** Ends every run with one plain line, `N passed, N failed`, which people and CI read at a glance. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    // Jest's own summary comes after the reporters; the line has to be the very last one.
    process.once('exit', () => process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${tail}\n`));
  }
}
