-- Posts a form again and again: arguments are a file and the number to begin with.
-- Each line of the file: an address, a tab, the form's fixed part, a tab, the name of the field for the words. Each
-- post has words and an e-mail address of its own; five come from each network address, which is what one may send,
-- a hundred posts apart: those who send from one address at the same moment wait for each other on PostgreSQL.
dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "") .. "report.lua")
local forms, number = {}, 0
local headers = {["Content-Type"] = "application/x-www-form-urlencoded"}

function init(args)
  for line in io.lines(args[1]) do
    local path, form, field = line:match("^(.-)\t(.-)\t(.*)$")
    forms[#forms + 1] = {path, form, field}
  end
  number = tonumber(args[2])
  for name, value in pairs(wrk.headers) do headers[name] = value end
end

function request()
  number = number + 1
  local form = forms[number % #forms + 1]
  local caller = math.floor(number / 500) * 100 + number % 100
  headers["X-Forwarded-For"] = string.format("10.%d.%d.%d",
    math.floor(caller / 65536) % 256, math.floor(caller / 256) % 256, caller % 256)
  return wrk.format("POST", form[1], headers, form[2] ..
    "&email=reader" .. number .. "%40example.org&" .. form[3] .. "=It+helped+me+for+" .. number .. "+days.+I+would+do+it+again.")
end

function response(status, _, body)
  if status < 400 or refusal then return end
  local words = body:match("<main.*") or body
  words = words:gsub("<[^>]*>", " "):gsub("[%s%c\"\\]+", " ")
  refusal = status .. words:sub(1, 400)
end
