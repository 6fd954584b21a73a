# tests/r/test_tocsin.R PROGRAM SOURCE - the functions of bindings/r, sourced as a user would, and every example of
# docs/R.md. Base R only.
arguments <- commandArgs(trailingOnly = TRUE)
options(tocsin = arguments[1], warn = 1)
root <- arguments[2]
source(file.path(root, "bindings/r/R/tocsin.R"))
passed <- failed <- 0
check <- function(name, got, want) {
  good <- identical(got, want)
  passed <<- passed + good
  failed <<- failed + !good
  if (!good) cat("failed:", name, "\n  got ", deparse(got), "\n  not ", deparse(want), "\n")
}
refused <- function(expression) tryCatch({ force(expression); "" }, error = conditionMessage)

# articles
one <- tocsin_code("GAO, Mali, May 14 -- Gunmen killed four police officers in Gao on Tuesday, officials said.", date = "2024-05-15")
check("an event", list(one$type[1], one$killed_low[1], one$country[1], one$date_from[1]), list("assault", 4, "MLI", "2024-05-14"))
check("a code keeps its zeros", class(one$cameo), "character")
check("unknown is NA", one$injured_low[1], NA_real_)
odd <- "Rebels \"of the north\"\nbombed a caf\u00e9 in Gao, killing 2 people.\t\\ end"
two <- tocsin_code(c("Nothing happened.", odd), date = as.Date("2024-05-15"), id = c("a", "b"), title = c(NA, "Caf\u00e9 bombed"))
check("several", c(unique(two$doc), two$published[1]), c("b", "2024-05-15"))
check("UTF-8", any(grepl("caf\u00e9", unlist(two), fixed = TRUE)), TRUE)
check("none", nrow(tocsin_code("Nothing happened.")), 0L)
check("no text", nrow(tocsin_code(character())), 0L)
check("settings", nrow(tocsin_code(odd, min_confidence = 1)), 0L)
check("lengths", grepl("2 values for 1 texts", refused(tocsin_code("a", date = c("2024-05-15", "2024-05-16")))), TRUE)
check("a bad date", grepl("2024-13-01", refused(tocsin_code("a", date = NULL, coarsen = "2024-13-01"))), TRUE)

# a database
db <- tempfile(fileext = ".db")
tocsin_ingest(db, file.path(root, "examples/reports.jsonl"))
all <- tocsin_incidents(db)
bomb <- all[!is.na(all$place) & all$place == "Gao" & all$event_subtype == "bombing", ]
check("an incident", list(nrow(bomb), bomb$killed, bomb$source), list(1L, 9, "Alpha Wire; Beta Daily; Gamma Post"))
check("a condition", unique(tocsin_incidents(db, type = "protest")$event_type), "protest")
ged <- tocsin_export(db, "ged")
check("low, best, high", unlist(ged[ged$where_coordinates == "Gao", c("low", "best", "high")], use.names = FALSE), c(4, 9, 9))
check("tabs", "ASSAULT" %in% tocsin_export(db, "polecat")$`Event Type`, TRUE)
check("text", substr(tocsin_export(db, "geojson"), 1, 27), "{\"type\":\"FeatureCollection\"")
map <- tempfile(fileext = ".gpkg")
tocsin_export(db, "gpkg", output = map)
check("a file", rawToChar(readBin(map, "raw", 15)), "SQLite format 3")
check("no database", grepl("no such database", refused(tocsin_incidents(tempfile()))), TRUE)
check("no program", grepl("is not there", refused({ options(tocsin = "/nowhere/tocsin"); tocsin_version() })), TRUE)
options(tocsin = arguments[1])
if (requireNamespace("jsonlite", quietly = TRUE)) {
  records <- tocsin_code(odd, id = "b", as = "list")
  check("a record", records[[1]]$doc$id, "b")
  check("an incident with its reports", max(vapply(tocsin_incidents(db, as = "list"), function(i) length(i$reports), 1L)), 4L)
} else {
  check("no jsonlite", grepl("jsonlite", refused(tocsin_code(odd, as = "list"))), TRUE)
}

# every example of the page, in order, in one session; lines "#> ..." are what the line above prints
page <- readLines(file.path(root, "docs/R.md"), encoding = "UTF-8")
fence <- cumsum(grepl("^```", page))
code <- page[fence %% 2 == 1 & !grepl("^```", page)]
start <- page[grepl("^```", page)]
code <- unlist(lapply(which(start == "```r"), function(n) c(page[fence == n & !grepl("^```", page)], "")))
here <- setwd(root)
session <- new.env()
pdf(NULL)
pending <- character()
printed <- character()
ran <- 0
db <- tempfile(fileext = ".db")
for (line in gsub("news.db", db, code, fixed = TRUE)) {
  if (startsWith(line, "#> ")) {
    check(paste("example:", line), sub(" +$", "", printed[1]), sub(" +$", "", sub("^#> ", "", line)))
    printed <- printed[-1]
    next
  }
  pending <- c(pending, line)
  parsed <- tryCatch(parse(text = pending), error = function(e) NULL)
  if (is.null(parsed)) next
  printed <- unlist(lapply(parsed, function(e) capture.output({
    value <- withVisible(eval(e, session))
    if (value$visible) print(value$value)
  })))
  printed <- printed[nzchar(printed)]
  ran <- ran + length(parsed)
  pending <- character()
}
setwd(here)
check("all examples ran", length(pending[nzchar(pending)]), 0L)
check("examples", ran > 8, TRUE)
cat(passed, "passed,", failed, "failed\n")
quit(status = as.integer(failed > 0 || passed < 20))
