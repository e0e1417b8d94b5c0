-- Asks for one page after another: the argument is a file with an address in each line.
dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "") .. "report.lua")
local pages, number = {}, 0

function init(args)
  for line in io.lines(args[1]) do pages[#pages + 1] = line end
end

function request()
  number = number + 1
  return wrk.format("GET", pages[number % #pages + 1])
end
