/* Counts the work of scripts: how often their functions and blocks run. No clock, so the same on every machine. */
import { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/* Optimized code does not count. */
setFlagsFromString("--no-opt");
setFlagsFromString("--no-use-osr");

/** Returns how often functions and blocks of the site's scripts run while a function runs. */
export function workOf(run) {
  const session = new Session();
  const ask = (method, options) => {
    let answer;
    /* The session answers before it returns, because it is in this process. */
    session.post(method, options, (error, result) => {
      answer = error ? Promise.reject(error) : result;
    });
    return answer;
  };
  session.connect();
  ask("Profiler.enable");
  ask("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  ask("Profiler.takePreciseCoverage");
  run();
  const { result } = ask("Profiler.takePreciseCoverage");
  session.disconnect();
  return result
    .filter(({ url }) => /\/(?:generator|theme)\//.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}
