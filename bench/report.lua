-- The end of a run, as one line of JSON: rates and times are computed by whoever reads it.
local threads = {}

function setup(thread) threads[#threads + 1] = thread end

function done(summary, latency, requests)
  local e, why = summary.errors, {}
  for _, kind in ipairs({"status", "connect", "read", "write", "timeout"}) do
    if e[kind] > 0 then why[#why + 1] = kind .. " " .. e[kind] end
  end
  -- Where a script keeps them (post.lua): a status and the words of one refusal, from each thread.
  for _, thread in ipairs(threads) do why[#why + 1] = thread:get("refusal") end
  io.write(string.format(
    '\n{"requests": %d, "bytes": %d, "microseconds": %d, "p50": %d, "p99": %d, "longest": %d, "wrong": %d, "why": "%s"}\n',
    summary.requests, summary.bytes, summary.duration, latency:percentile(50), latency:percentile(99),
    latency.max, e.connect + e.read + e.write + e.status + e.timeout, table.concat(why, "; ")))
end
