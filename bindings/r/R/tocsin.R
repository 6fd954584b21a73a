# tocsin.R - the program tocsin from R: source() this file, or install the package that it is in.
#
#   events <- tocsin_code("Gunmen killed four officers in Gao on Tuesday.", date = "2024-05-15")
#   tocsin_ingest("news.db", "feed.jsonl")
#   incidents <- tocsin_incidents("news.db")
#
# It needs no other package. Counts, coordinates and years are numbers, everything else is text as it was written, so
# that codes keep their zeros; what is unknown is NA. With as = "list" records come whole, as lists (needs jsonlite).
# The program is `tocsin` on the PATH, or what options(tocsin = ) or the environment variable TOCSIN names.

.tocsin_program <- function() {
  program <- getOption("tocsin", Sys.getenv("TOCSIN", "tocsin"))
  if (!nzchar(Sys.which(program)))
    stop("the program '", program, "' is not there: put it on the PATH, or set options(tocsin = \"/its/path\")", call. = FALSE)
  program
}

# Options of the program out of R's: min_confidence = 0.7 is --min-confidence 0.7, TRUE a switch, several values have
# commas between; NULL and FALSE are left out.
.tocsin_options <- function(options) {
  words <- character()
  for (name in names(options)) {
    value <- options[[name]]
    if (is.null(value) || identical(value, FALSE)) next
    words <- c(words, paste0("--", gsub("_", "-", name, fixed = TRUE)))
    if (!identical(value, TRUE))
      words <- c(words, paste(if (is.numeric(value)) format(value, scientific = FALSE, trim = TRUE, digits = 15) else as.character(value), collapse = ","))
  }
  words
}

# Standard output as one string. What the program complains of is an error; where only some of its input could not be
# read, a warning.
.tocsin_run <- function(command, words = character(), options = list()) {
  out <- tempfile()
  err <- tempfile()
  on.exit(unlink(c(out, err)))
  words <- c(command, .tocsin_options(options), "--", words)
  status <- suppressWarnings(system2(.tocsin_program(), shQuote(words), stdout = out, stderr = err))
  said <- paste(readLines(err, warn = FALSE, encoding = "UTF-8"), collapse = "\n")
  if (status > 1) stop(if (nzchar(said)) said else paste("tocsin", command, "failed"), call. = FALSE)
  if (status == 1) warning(said, call. = FALSE)
  text <- readChar(out, file.size(out), useBytes = TRUE)
  if (length(text) == 0) text <- ""
  Encoding(text) <- "UTF-8"
  text
}

.tocsin_numbers <- paste0("^(lat|lon|latitude|longitude|Latitude|Longitude|confidence|reports|sources|year|fatalities|Intensity|",
                          "killed|injured|abducted|arrested|displaced|incidents|count|low|best|high|deaths_[a-z]+|",
                          "number_of_sources|time_precision|geo_precision|where_prec|date_prec|.*_(low|best|high)|km)$")

# A data frame out of a table with a header row; `tabs`: its cells stand between TABs and are never quoted.
.tocsin_table <- function(text, tabs = FALSE, drop = 0) {
  if (!nzchar(text)) return(data.frame())
  table <- if (tabs)
    read.delim(text = text, quote = "", comment.char = "", colClasses = "character", na.strings = c("", "None", "NULL"), check.names = FALSE, encoding = "UTF-8")
  else
    read.csv(text = text, comment.char = "", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
  if (drop > 0) table <- table[-seq_len(drop), , drop = FALSE]
  rownames(table) <- NULL
  for (name in names(table)) {
    if (is.character(table[[name]])) Encoding(table[[name]]) <- "UTF-8"
    if (grepl(.tocsin_numbers, name) && !any(grepl("[^0-9.-]", table[[name]]))) table[[name]] <- as.numeric(table[[name]])
  }
  table
}

.tocsin_list <- function(text) {
  if (!requireNamespace("jsonlite", quietly = TRUE))
    stop("as = \"list\" needs the package jsonlite; as = \"table\" does not", call. = FALSE)
  lines <- strsplit(text, "\n", fixed = TRUE)[[1]]
  lapply(lines[nzchar(lines)], jsonlite::fromJSON, simplifyVector = FALSE)
}

.tocsin_json <- function(text) {
  text <- enc2utf8(as.character(text))
  text <- gsub("\\", "\\\\", text, fixed = TRUE)
  text <- gsub("\"", "\\\"", text, fixed = TRUE)
  for (code in c(1:31, 127)) text <- gsub(intToUtf8(code), sprintf("\\u%04x", code), text, fixed = TRUE)
  paste0("\"", text, "\"")
}

# Articles -> events. text, and the rest where given, are vectors of one length (or one value for all); date is that of
# publication. A data frame of one row an event, or (as = "list") a list of one record an article.
tocsin_code <- function(text, date = NULL, id = NULL, title = NULL, source = NULL, url = NULL, as = c("table", "list"), ...) {
  as <- match.arg(as)
  if (length(text) == 0) return(if (as == "list") list() else data.frame())
  if (is.null(id)) id <- seq_along(text)
  lines <- character(length(text))
  fields <- list(id = id, text = text, date = date, title = title, source = source, url = url)
  for (name in names(fields)) {
    value <- fields[[name]]
    if (is.null(value)) next
    if (!length(value) %in% c(1, length(text))) stop("`", name, "` has ", length(value), " values for ", length(text), " texts", call. = FALSE)
    value <- rep_len(as.character(value), length(text))
    lines <- paste0(lines, ifelse(is.na(value), "", paste0(",\"", name, "\":", .tocsin_json(value))))
  }
  file <- tempfile(fileext = ".jsonl")
  on.exit(unlink(file))
  out <- file(file, "wb")
  writeLines(paste0("{", substring(lines, 2), "}"), out, useBytes = TRUE)
  close(out)
  found <- .tocsin_run("code", file, list(from = "jsonl", to = if (as == "list") "jsonl" else "csv", ...))
  if (as == "list") .tocsin_list(found) else .tocsin_table(found)
}

# Codes files (text, HTML, JSON lines, folders) into a database, which is made where there is none.
tocsin_ingest <- function(db, files, ...) {
  .tocsin_run("ingest", files, list(db = db, no_progress = TRUE, ...))
  invisible(db)
}

# What a database knows: one row an incident, or (as = "list") each with its reports and the tolls on which they differ.
# Conditions are those of `tocsin export`, with as = "list" of `tocsin incidents`: type, country, since, until ...
tocsin_incidents <- function(db, as = c("table", "list"), ...) {
  as <- match.arg(as)
  if (as == "list") return(.tocsin_list(.tocsin_run("incidents", options = list(db = db, ...))))
  .tocsin_table(.tocsin_run("export", options = list(db = db, to = "hxl", ...)), drop = 1) # its row of hashtags
}

# Incidents by place, road, actor, time, words: the conditions of `tocsin query`, as near = "31.3,45.3", within = 15.
tocsin_query <- function(db, ...) {
  .tocsin_table(.tocsin_run("query", options = list(db = db, to = "csv", ...)))
}

# How many incidents, by time, place, actor, type: `tocsin trend`.
tocsin_trend <- function(db, by = "week", ...) {
  .tocsin_table(.tocsin_run("trend", options = list(db = db, by = by, to = "csv", ...)))
}

# The incidents of a database in the layout of another data set: a data frame, or with `output` a file.
tocsin_export <- function(db, to, output = NULL, ...) {
  text <- .tocsin_run("export", options = list(db = db, to = to, output = output, ...))
  if (!is.null(output)) return(invisible(output))
  switch(to,
         acled = , ged = .tocsin_table(text),
         hxl = .tocsin_table(text, drop = 1),
         polecat = , icews = .tocsin_table(text, tabs = TRUE),
         text)
}

tocsin_version <- function() {
  system2(.tocsin_program(), "--version", stdout = TRUE)
}
