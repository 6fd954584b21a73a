"""tocsin: news text in, sourced event records out.

    import tocsin
    record = tocsin.code("GAO, Mali -- Gunmen killed four officers on Tuesday.", date="2024-05-15")
    for event in record["events"]:
        print(event["type"], event["trigger"]["text"])

Records are plain dictionaries as `tocsin code` prints them (docs/RECORD.md). Offsets count UTF-8 BYTES of the text:
`text.encode()[span["start"]:span["end"]].decode()`. An Engine may be shared by threads; the library runs outside of
the interpreter's lock.
"""
import collections
import concurrent.futures
import ctypes
import json
import os
import threading

from . import _library

__all__ = ["Engine", "Table", "TocsinError", "code", "code_files", "events", "to_pandas", "version"]


class TocsinError(Exception):
    """The library could not do it; the message says why."""


def _encoded(value):
    """C strings end at a NUL, so none may be inside."""
    if value is None:
        return None
    value = os.fspath(value)
    value = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    if b"\0" in value:
        raise ValueError("a NUL byte in a name, date or title")
    return value


class Engine:
    """An open data pack. `pack` and `library` are looked for when not given; `data` is a folder of dictionaries of
    your own."""

    def __init__(self, pack=None, data=None, library=None):
        self._handle = ctypes.c_void_p()
        self._lib, path = _library.load(library)
        pack = pack or _library.find_pack(path)
        error = _library.Error()
        if self._lib.tocsin_open(ctypes.byref(self._handle), _encoded(pack), _encoded(data), ctypes.byref(error)):
            raise TocsinError(error.message.decode("utf-8", "replace"))

    def close(self):
        """Frees the pack. Nothing may be coded after it."""
        if self._handle:
            self._lib.tocsin_engine_free(self._handle)
            self._handle = ctypes.c_void_p()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        if getattr(self, "_lib", None) is not None:
            self.close()

    @property
    def pack_version(self):
        return self._lib.tocsin_pack_version(self._handle).decode()

    def _document(self, text, date=None, id=None, title=None, url=None, source=None, language=None, html=False,
                  with_text=False, mentions="events", min_confidence=0.0, coarsen=0.0):
        """A coded document; the caller frees it."""
        if not self._handle:
            raise TocsinError("the engine is closed")
        if mentions not in ("events", "all"):
            raise ValueError('mentions is "events" or "all"')
        text = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)
        article, options = _library.Article(), _library.Options()
        self._lib.tocsin_article_init(ctypes.byref(article), ctypes.sizeof(article))
        self._lib.tocsin_options_init(ctypes.byref(options), ctypes.sizeof(options))
        article.form = _library.FROM_HTML if html else _library.FROM_TEXT
        article.bytes, article.len = text, len(text)
        article.id, article.title, article.published = _encoded(id), _encoded(title), _encoded(date and str(date))
        article.url, article.source, article.language = _encoded(url), _encoded(source), _encoded(language)
        options.mentions_all, options.with_text = mentions == "all", with_text
        options.min_confidence, options.coarsen = min_confidence, coarsen
        document, error = ctypes.c_void_p(), _library.Error()
        if self._lib.tocsin_code(ctypes.byref(document), self._handle, ctypes.byref(article), ctypes.byref(options),
                                 ctypes.byref(error)):
            raise TocsinError(error.message.decode("utf-8", "replace"))
        return document

    def code(self, text, **settings):
        """Codes one article (str or bytes of any encoding) and returns its record, a dictionary.

        Settings: date ("2024-05-15" or a datetime.date: of publication), id, title, url, source, language, html,
        with_text, mentions ("events" or "all"), min_confidence, coarsen."""
        document = self._document(text, **settings)
        try:
            length = ctypes.c_size_t()
            line = self._lib.tocsin_doc_json(document, ctypes.byref(length))
            if not line:
                raise TocsinError("out of memory")
            return json.loads(ctypes.string_at(line, length.value))
        finally:
            self._lib.tocsin_doc_free(document)

    def _code_or_say(self, article):
        if "error" in article:
            return {"tocsin": "1", "doc": {"id": article["id"]}, "error": article["error"]}
        try:
            return self.code(**article)
        except (TocsinError, ValueError) as error:
            return {"tocsin": "1", "doc": {"id": article["id"]}, "error": str(error)}

    def code_files(self, paths, jobs=1, **settings):
        """Records of files, one after the other, in order: text, HTML (.html, .htm) and JSON lines (.jsonl); a folder
        stands for the files below it. What cannot be read gives {"doc": {"id": ...}, "error": ...}. At most a few
        documents a job are in memory."""
        articles = _articles(paths, settings)
        if jobs <= 1:
            yield from map(self._code_or_say, articles)
            return
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            waiting = collections.deque()
            for article in articles:
                waiting.append(pool.submit(self._code_or_say, article))
                if len(waiting) >= 4 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def table(self, form, strict=False, provenance=False, cap_status=None, cap_sender=None):
        """An empty table in the layout of another data set (docs/FORMATS.md): "acled", "ged", "gdelt", "polecat",
        "icews", "hxl", "cap" or "gpkg"."""
        return Table(self, form, strict, provenance, cap_status, cap_sender)


class Table:
    """Rows of many articles, ordered by day, document and event."""

    def __init__(self, engine, form, strict, provenance, cap_status, cap_sender):
        self._handle, self._engine, self._lib = ctypes.c_void_p(), engine, engine._lib
        if form not in _library.TABLES:
            raise ValueError(f"no table {form!r}: one of {', '.join(_library.TABLES)}")
        options, error = _library.ExportOptions(), _library.Error()
        self._lib.tocsin_export_options_init(ctypes.byref(options), ctypes.sizeof(options))
        options.strict, options.provenance = strict, provenance
        options.cap_status, options.cap_sender = _encoded(cap_status), _encoded(cap_sender)
        if self._lib.tocsin_export_new(ctypes.byref(self._handle), _library.TABLES[form], ctypes.byref(options),
                                       ctypes.byref(error)):
            raise TocsinError(error.message.decode("utf-8", "replace"))

    def __del__(self):
        if getattr(self, "_handle", None):
            self._lib.tocsin_export_free(self._handle)

    def add(self, text, **settings):
        """Codes an article (settings as of Engine.code) and takes its rows. Threads may add at the same time."""
        document, error = self._engine._document(text, **settings), _library.Error()
        try:
            if self._lib.tocsin_export_add(self._handle, document, ctypes.byref(error)):
                raise TocsinError(error.message.decode("utf-8", "replace"))
        finally:
            self._lib.tocsin_doc_free(document)

    def _count(self, which):
        counts = ctypes.c_size_t(), ctypes.c_size_t()
        self._lib.tocsin_export_counts(self._handle, ctypes.byref(counts[0]), ctypes.byref(counts[1]))
        return counts[which].value

    def __len__(self):
        return self._count(0)

    @property
    def left_out(self):
        """How many rows `strict` left out."""
        return self._count(1)

    def text(self):
        """The whole table with its header rows. A GeoPackage has none: save it."""
        pointer, length, error = ctypes.c_void_p(), ctypes.c_size_t(), _library.Error()
        if self._lib.tocsin_export_text(self._handle, ctypes.byref(pointer), ctypes.byref(length), ctypes.byref(error)):
            raise TocsinError(error.message.decode("utf-8", "replace"))
        return ctypes.string_at(pointer, length.value).decode("utf-8") if length.value else ""

    def save(self, path):
        error = _library.Error()
        if self._lib.tocsin_export_save(self._handle, _encoded(path), ctypes.byref(error)):
            raise TocsinError(error.message.decode("utf-8", "replace"))


# ---------------------------------------------------------------- files
def _paths(paths):
    for path in [paths] if isinstance(paths, (str, os.PathLike)) else paths:
        path = os.fspath(path)
        if not os.path.isdir(path):
            yield path
            continue
        below = []
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            below += [os.path.join(folder, name) for name in names if not name.startswith(".")]
        yield from sorted(below, key=os.fsencode)


def _lines(path, settings):
    keys = {"id", "title", "url", "source", "language", "date"}
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            name = f"{path}:{number}"
            try:
                given = json.loads(line)
                text = given["text"] if "text" in given else given["html"]
                if not isinstance(text, str):
                    raise TypeError
            except (ValueError, KeyError, TypeError, UnicodeDecodeError):
                yield {"id": name, "error": f"{name}: no JSON object with a text"}
                continue
            article = dict(settings, text=text, html="text" not in given, id=name)
            article.update((key, given[key]) for key in keys if isinstance(given.get(key), str))
            yield article


def _articles(paths, settings):
    for path in _paths(paths):
        try:
            if path.endswith(".jsonl"):
                yield from _lines(path, settings)
                continue
            with open(path, "rb") as file:
                text = file.read()
        except OSError as error:
            yield {"id": path, "error": f"{path}: {error.strerror}"}
            continue
        html = path.endswith((".html", ".htm")) or text[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
        yield dict({"id": path}, **settings, text=text, html=html)


# ---------------------------------------------------------------- rows
def _names(event, role):
    return "; ".join(filler.get("text", "") for filler in event.get("roles", []) if filler["role"] == role)


def events(records):
    """Events of records as flat dictionaries, one an event: for csv.DictWriter or a data frame. Absent is None."""
    for record in records:
        doc = record.get("doc", {})
        for event in record.get("events", []):
            time, place = event.get("time", {}), event.get("place", {})
            row = {"doc": doc.get("id"), "published": doc.get("published"), "event": event["id"]}
            row.update((key, event.get(key)) for key in ("type", "mode", "method", "cameo", "status", "confidence"))
            row["trigger"] = event.get("trigger", {}).get("text")
            row.update(earliest=time.get("earliest"), latest=time.get("latest"), time_precision=time.get("precision"))
            row.update((key, place.get(key)) for key in ("country", "admin1", "lat", "lon"))
            row["place_precision"] = place.get("precision")
            for role in ("perpetrator", "recipient", "victim", "target", "instrument"):
                row[role] = _names(event, role) or None
            for harm in ("killed", "injured", "abducted", "arrested", "displaced"):
                count = event.get("casualties", {}).get(harm, {})
                row[harm + "_low"], row[harm + "_high"] = count.get("low"), count.get("high")
            row["claim"] = event.get("responsibility", {}).get("claim")
            yield row


def to_pandas(records):
    """A pandas.DataFrame of `events(records)`; counts are nullable integers, earliest and latest stay text, since
    they may be a day or a minute."""
    try:
        import pandas
    except ImportError:
        raise ImportError("to_pandas needs pandas; tocsin.events gives the same rows without it") from None
    frame = pandas.DataFrame(list(events(records)))
    for column in frame.columns:
        if column.endswith(("_low", "_high")):
            frame[column] = frame[column].astype("Int64")
    return frame


# ---------------------------------------------------------------- with an engine of its own
_default, _lock = None, threading.Lock()


def _engine():
    global _default
    with _lock:
        if _default is None:
            _default = Engine()
        return _default


def code(text, **settings):
    """Engine.code with an engine that is opened at first use."""
    return _engine().code(text, **settings)


def code_files(paths, **settings):
    """Engine.code_files with that engine."""
    return _engine().code_files(paths, **settings)


def version():
    """Of the library: "0.1.0"."""
    return _library.load()[0].tocsin_version().decode()
