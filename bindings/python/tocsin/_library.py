"""The C interface (include/tocsin/tocsin.h) as ctypes has it; nothing of it is for users of the package."""
import ctypes
import ctypes.util
import os

c_char_p, c_size_t, c_void_p, c_bool = ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_bool


class Error(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int), ("line", ctypes.c_uint32), ("offset", ctypes.c_uint64),
                ("message", ctypes.c_char * 256)]


class Article(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("form", ctypes.c_int), ("bytes", c_char_p), ("len", c_size_t), ("id", c_char_p),
                ("title", c_char_p), ("published", c_char_p), ("url", c_char_p), ("source", c_char_p),
                ("language", c_char_p), ("settings", c_char_p)]


class Options(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("max_bytes", c_size_t), ("mentions_all", c_bool), ("with_text", c_bool),
                ("with_predicates", c_bool), ("no_prefilter", c_bool), ("min_confidence", ctypes.c_double),
                ("columns", ctypes.c_uint32), ("story", c_void_p), ("coarsen", ctypes.c_double)]


class ExportOptions(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("strict", c_bool), ("provenance", c_bool), ("cap_status", c_char_p),
                ("cap_sender", c_char_p)]


FROM_TEXT, FROM_HTML = 0, 1
TABLES = {name: 8 + at for at, name in enumerate(("acled", "ged", "gdelt", "polecat", "icews", "hxl", "cap", "gpkg"))}

_P = ctypes.POINTER
_FUNCTIONS = {  # name: (result, arguments)
    "tocsin_version": (c_char_p, []),
    "tocsin_open": (ctypes.c_int, [_P(c_void_p), c_char_p, c_char_p, _P(Error)]),
    "tocsin_engine_free": (None, [c_void_p]),
    "tocsin_pack_version": (c_char_p, [c_void_p]),
    "tocsin_article_init": (None, [_P(Article), c_size_t]),
    "tocsin_options_init": (None, [_P(Options), c_size_t]),
    "tocsin_code": (ctypes.c_int, [_P(c_void_p), c_void_p, _P(Article), _P(Options), _P(Error)]),
    "tocsin_doc_free": (None, [c_void_p]),
    "tocsin_doc_json": (c_void_p, [c_void_p, _P(c_size_t)]),
    "tocsin_export_options_init": (None, [_P(ExportOptions), c_size_t]),
    "tocsin_export_new": (ctypes.c_int, [_P(c_void_p), ctypes.c_int, _P(ExportOptions), _P(Error)]),
    "tocsin_export_free": (None, [c_void_p]),
    "tocsin_export_add": (ctypes.c_int, [c_void_p, c_void_p, _P(Error)]),
    "tocsin_export_counts": (None, [c_void_p, _P(c_size_t), _P(c_size_t)]),
    "tocsin_export_text": (ctypes.c_int, [c_void_p, _P(c_void_p), _P(c_size_t), _P(Error)]),
    "tocsin_export_save": (ctypes.c_int, [c_void_p, c_char_p, _P(Error)]),
}


def find_library():
    """$TOCSIN_LIBRARY, else what the linker finds, else /usr/local/lib."""
    for path in (os.environ.get("TOCSIN_LIBRARY"), ctypes.util.find_library("tocsin")):
        if path:
            return path
    return "/usr/local/lib/libtocsin.so"


def load(path=None):
    path = path or find_library()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise OSError(f"libtocsin was not found ({error}): install it, or set TOCSIN_LIBRARY to its path") from None
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library, path


def find_pack(library_path):
    """$TOCSIN_PACK, else beside the library, else in the share folder of its prefix."""
    given = os.environ.get("TOCSIN_PACK")
    if given:
        return given
    folder = os.path.dirname(os.path.realpath(library_path))
    for path in ("tocsin.pack", "../share/tocsin/tocsin.pack", "../../share/tocsin/tocsin.pack"):
        if os.path.exists(os.path.join(folder, path)):
            return os.path.join(folder, path)
    for prefix in ("/usr/local", "/usr"):
        if os.path.exists(prefix + "/share/tocsin/tocsin.pack"):
            return prefix + "/share/tocsin/tocsin.pack"
    raise FileNotFoundError("tocsin.pack was not found: set TOCSIN_PACK to its path")
