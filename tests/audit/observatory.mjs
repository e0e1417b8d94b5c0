// Mozilla's Observatory on one page: `node observatory.mjs HOST HTTP_PORT HTTPS_PORT PATH`. Prints JSON.
//
// The host's ports 80 and 443 are found on loopback, where the rehearsal listens on ports of its own. Its
// certificate is trusted by NODE_EXTRA_CA_CERTS.
import net from "node:net";
import fs from "node:fs";

const [host, httpPort, httpsPort, path] = process.argv.slice(2);
const ports = { 80: Number(httpPort), 443: Number(httpsPort) };

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (options?.host === host) {
    options.port = ports[options.port];
    options.host = "127.0.0.1";
  }
  return connect.apply(this, given);
};

const tools = "./node_modules/@mdn/mdn-http-observatory";
// The list of hosts that browsers know as secure is fetched elsewhere; ours stands in none.
fs.writeFileSync(`${tools}/conf/hsts-preload.json`, "{}");
const { retrieve } = await import(`${tools}/src/retriever/retriever.js`);
const { ALL_TESTS } = await import(`${tools}/src/constants.js`);
const { getGradeForScore, getScoreModifier } = await import(`${tools}/src/grader/grader.js`);

const requests = await retrieve(host, { path });
const results = ALL_TESTS.map((test) => test(requests));
const score = results.reduce((sum, found) => sum + getScoreModifier(found.result), 100);
console.log(
  JSON.stringify({
    score,
    grade: getGradeForScore(score).grade,
    failed: results.filter((found) => !found.pass).map((found) => found.result),
    results: results.map((found) => found.result),
  })
);
