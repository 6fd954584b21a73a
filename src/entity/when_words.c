/* src/entity/when_words.c - the table of time words, and the types of a sentence's words. */
#include "entity/when_words.h"

static const char *const CLASSES[] = {"",
#define X(name, word) word,
                                      WHEN_CLASS_MAP(X)
#undef X
};

static const struct {
    const char *word;
    uint8_t value;
} UNITS[] = {
    {"second", UNIT_SECOND},
    {"minute", UNIT_MINUTE},
    {"hour", UNIT_HOUR},
    {"day", UNIT_DAY},
    {"night", UNIT_NIGHT},
    {"week", UNIT_WEEK},
    {"fortnight", UNIT_FORTNIGHT},
    {"month", UNIT_MONTH},
    {"quarter", UNIT_QUARTER},
    {"year", UNIT_YEAR},
    {"decade", UNIT_DECADE},
    {"century", UNIT_CENTURY},
    {"millennium", UNIT_MILLENNIUM},
    {"weekend", UNIT_WEEKEND},
};

static const char *const PARTS[] = {"",
#define X(name, suffix, from, to) suffix,
                                    WHEN_PART_MAP(X)
#undef X
};

static const char *const MODS[] = {"",
#define X(name) #name,
                                   WHEN_MOD_MAP(X)
#undef X
};

static const struct {
    const char *word;
    uint8_t flag;
} FLAGS[] = {
    {"cap", TAG_CAP},       {"word", TAG_WORD},
    {"short", TAG_SHORT},   {"adjective", TAG_ADJECTIVE},
    {"before", TAG_BEFORE}, {"compare", TAG_COMPARE},
    {"amount", TAG_AMOUNT}, {"narrative", TAG_NARRATIVE},
};

static bool read_int(toc_slice s, int32_t *out)
{
    const bool minus = s.len > 0 && s.ptr[0] == '-';
    int32_t value = 0;
    size_t i = minus || (s.len > 0 && s.ptr[0] == '+') ? 1 : 0;
    if (i == s.len || s.len > 8) return false;
    for (; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        value = value * 10 + (s.ptr[i] - '0');
    }
    *out = minus ? -value : value;
    return true;
}

static int32_t word_index(toc_slice s, const char *const *words, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (toc_slice_is(s, words[i])) return (int32_t)i;
    return 0;
}

/* A holiday in one number: kind (1 month-day, 2 Easter, 3 nth weekday) and its fields, biased. */
#define PACK_HOLIDAY(kind, a, b, c) ((kind) << 24 | ((a) + 64) << 16 | ((b) + 64) << 8 | ((c) + 64))

static bool read_holiday(toc_slice s, int32_t *out)
{
    toc_slice rest = s, part;
    int32_t a = 0, b = 0, c = 0;
    if (s.len > 1 && s.ptr[0] == 'E') {
        if (!read_int(toc_slice_sub(s, 1, s.len), &a) || a < -60 || a > 60) return false;
        *out = PACK_HOLIDAY(2, a, 0, 0);
        return true;
    }
    if (s.len == 5 && s.ptr[2] == '-') {
        if (!read_int(toc_slice_sub(s, 0, 2), &a) || !read_int(toc_slice_sub(s, 3, 5), &b) ||
            !toc_date_valid(2000, a, b))
            return false;
        *out = PACK_HOLIDAY(1, a, b, 0);
        return true;
    }
    if (!toc_slice_cut(&rest, '/', &part) || !read_int(part, &a) ||
        !toc_slice_cut(&rest, '/', &part) || !read_int(part, &b) ||
        !toc_slice_cut(&rest, '/', &part) || !read_int(part, &c) || a < 1 || a > 12 || b < -1 ||
        b > 5 || c < 1 || c > 7)
        return false;
    *out = PACK_HOLIDAY(3, a, b, c);
    return true;
}

int32_t when_holiday_day(int32_t holiday, int32_t year)
{
    const int32_t kind = holiday >> 24, a = (holiday >> 16 & 255) - 64,
                  b = (holiday >> 8 & 255) - 64, c = (holiday & 255) - 64;
    if (kind == 2) return toc_easter(year) + a;
    return kind == 1 ? toc_day_of(year, a, b) : toc_nth_weekday(year, a, b, c);
}

/* A period as TIMEX3 writes it: P2W, PT1H; unit and amount packed as value. */
static bool read_period(toc_slice s, int32_t *out)
{
    static const char LETTERS[] = "HDWMY";
    static const uint8_t LETTER_UNITS[] = {UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR};
    const size_t time = s.len > 1 && s.ptr[1] == 'T';
    int32_t amount;
    if (s.len < 3 + time || !read_int(toc_slice_sub(s, 1 + time, s.len - 1), &amount)) return false;
    const char *letter = strchr(LETTERS, s.ptr[s.len - 1]);
    if (letter == NULL || *letter == '\0') return false;
    *out = amount << 8 | LETTER_UNITS[letter - LETTERS];
    return true;
}

static bool read_value(when_tag *tag, toc_slice value)
{
    toc_slice rest = value, head = {0};
    switch ((when_class)tag->kind) {
    case WHEN_UNIT:
    case WHEN_UNITS:
        for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
            if (toc_slice_is(value, UNITS[i].word)) tag->value = UNITS[i].value;
        return tag->value != 0;
    case WHEN_PART:
    case WHEN_PARTS:
        return (tag->value = word_index(value, PARTS, sizeof PARTS / sizeof *PARTS)) != 0;
    case WHEN_SEASON:
    case WHEN_SEASONS: {
        static const char *const SEASONS[] = {"", "SP", "SU", "FA", "WI"};
        return (tag->value = word_index(value, SEASONS, 5)) != 0;
    }
    case WHEN_MOD: return (tag->value = word_index(value, MODS, sizeof MODS / sizeof *MODS)) != 0;
    case WHEN_NAMEDDAY: return toc_date_read(value, &tag->value);
    case WHEN_HOLIDAY: return read_holiday(value, &tag->value);
    case WHEN_SET: return read_period(value, &tag->value);
    case WHEN_DEICTIC:
        toc_slice_cut(&rest, ' ', &head);
        if (rest.len > 0)
            tag->extra = (int8_t)word_index(rest, PARTS, sizeof PARTS / sizeof *PARTS);
        return read_int(head, &tag->value);
    case WHEN_SHIFT:
        if (toc_slice_is(value, "latest")) tag->value = SHIFT_LATEST;
        return tag->value == SHIFT_LATEST || read_int(value, &tag->value);
    case WHEN_AFTER: { /* -1 back from today, -2 back from the last time, 2 on, 1 from today on */
        static const char *const WAYS[] = {"", "ago", "back", "earlier", "later", "hence"};
        static const int8_t SIGNS[] = {0, -1, -1, -2, 2, 1};
        const int32_t i = word_index(value, WAYS, 6);
        tag->value = SIGNS[i];
        tag->extra = (int8_t)i;
        return i != 0;
    }
    case WHEN_REF:
    case WHEN_REFADJ: {
        static const char *const REFS[] = {"", "PRESENT_REF", "PAST_REF", "FUTURE_REF"};
        return (tag->value = word_index(value, REFS, 4)) != 0;
    }
    case WHEN_VAGUE:
        if (toc_slice_is(value, "X")) tag->value = AMOUNT_VAGUE;
        return tag->value == AMOUNT_VAGUE || read_int(value, &tag->value);
    case WHEN_MONTH:
    case WHEN_WEEKDAY:
    case WHEN_WEEKDAYS:
    case WHEN_BACK:
    case WHEN_EVERY:
    case WHEN_AMPM:
    case WHEN_ERA:
    case WHEN_DECADE:
    case WHEN_HALF: return read_int(value, &tag->value);
    case WHEN_PERIOD:
    case WHEN_OVERNIGHT:
    case WHEN_ARTICLE:
    case WHEN_TIMES:
    case WHEN_SKIP:
    case WHEN_ADVERB:
    case WHEN_BETWEEN:
    case WHEN_FISCAL:
    case WHEN_YEAREND:
    case WHEN_MONTHEND:
    case WHEN_OCLOCK:
    case WHEN_ZONE:
    case WHEN_FUTURE:
    case WHEN_PREP:
    case WHEN_GONE:
    case WHEN_EX:
    case WHEN_LASTING: return true;
    case WHEN_ABSENT:
    case WHEN_CLASS_COUNT: return false;
    }
    return false;
}

tocsin_status when_words_open(toc_when_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    if (!toc_dict_view(&out->words, packs, count, "timeword")) return TOCSIN_OK;
    const uint32_t kind = toc_dict_col(&out->words, "class"),
                   value = toc_dict_col(&out->words, "value"),
                   flags = toc_dict_col(&out->words, "flags");
    for (uint32_t layer = 0; layer < out->words.layers; layer++) {
        const uint32_t rows = toc_dict_rows(&out->words, layer);
        out->rows[layer] = TOC_NEW_N(arena, when_tag, rows);
        if (out->rows[layer] == NULL && rows > 0)
            return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory");
        for (uint32_t i = 0; i < rows; i++) {
            const toc_row row = {layer, i};
            when_tag *tag = &out->rows[layer][i];
            const toc_slice name = toc_dict_cell(&out->words, row, kind);
            tag->kind = (uint8_t)word_index(name, CLASSES, WHEN_CLASS_COUNT);
            toc_slice rest = toc_dict_cell(&out->words, row, flags), flag;
            while (toc_slice_cut(&rest, ' ', &flag))
                for (size_t f = 0; f < sizeof FLAGS / sizeof *FLAGS; f++)
                    if (toc_slice_is(flag, FLAGS[f].word)) tag->flags |= FLAGS[f].flag;
            if (tag->kind != WHEN_ABSENT && read_value(tag, toc_dict_cell(&out->words, row, value)))
                continue;
            uint32_t line = 0;
            const toc_slice file = toc_dict_file(&out->words, row, &line);
            return toc_fail(err, TOCSIN_DICT_SYNTAX,
                            "%.*s:%u: unknown class or value of class \"%.*s\"", (int)file.len,
                            file.ptr, line, (int)name.len, name.ptr);
        }
    }
    return TOCSIN_OK;
}

static void add_tag(when_slot *slot, when_tag tag)
{
    for (uint8_t i = 0; i < slot->count; i++)
        if (slot->tags[i].kind == tag.kind) return; /* the longest came first */
    if (slot->count < WHEN_TAGS) slot->tags[slot->count++] = tag;
}

void when_line_type(when_line *line, toc_arena *arena)
{
    const toc_wordview *view = &line->view;
    line->slots.count = 0;
    uint64_t keys[8];
    for (uint32_t i = 0; i < view->words.count; i++) {
        when_slot slot = {0};
        size_t n = 0;
        const bool maybe = toc_dict_begins(&line->data->words, view->words.items[i].fold);
        for (uint32_t j = i; maybe && j < view->words.count && n < sizeof keys / sizeof *keys &&
                             view->words.items[j].fold != 0;
             j++)
            keys[n++] = view->words.items[j].fold;
        toc_hit hits[16];
        const size_t found =
            n == 0 ? 0
                   : toc_dict_match(&line->data->words, keys, n, hits, sizeof hits / sizeof *hits);
        for (size_t h = 0; h < found; h++) {
            when_tag tag = line->data->rows[hits[h].row.layer][hits[h].row.index];
            if (hits[h].exact) { /* "=9/11": not 911 */
                const uint32_t start = view->words.items[i].start;
                const toc_slice text = view->text->text;
                if (start + hits[h].form.len > text.len ||
                    memcmp(text.ptr + start, hits[h].form.ptr, hits[h].form.len) != 0)
                    continue;
            }
            tag.words = (uint8_t)hits[h].words;
            if ((tag.flags & TAG_CAP) && !view->caps &&
                (view->words.items[i].flags & TOC_TOKEN_UPPER_FIRST) == 0)
                continue;
            add_tag(&slot, tag);
        }
        toc_push(arena, &line->slots, slot);
    }
}

const when_tag *when_tag_at(const when_line *line, uint32_t word, when_class kind)
{
    if (word >= line->slots.count) return NULL;
    const when_slot *slot = &line->slots.items[word];
    for (uint8_t i = 0; i < slot->count; i++)
        if (slot->tags[i].kind == kind) return &slot->tags[i];
    return NULL;
}

const when_tag *when_tag_before(const when_line *line, uint32_t word, when_class kind)
{
    const when_tag *tag = word > 0 ? when_tag_at(line, word - 1, kind) : NULL;
    return tag != NULL && tag->words == 1 ? tag : NULL;
}

bool when_word_is(const when_line *line, uint32_t word, const char *lower)
{
    if (word >= line->view.words.count) return false;
    const toc_slice s = toc_word_bytes(&line->view, word);
    size_t i = 0;
    for (; i < s.len && lower[i] != '\0'; i++)
        if ((s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32 : s.ptr[i]) != lower[i])
            return false;
    return i == s.len && lower[i] == '\0';
}

uint32_t when_numeral(const when_line *line, uint32_t word, toc_numeral *out)
{
    return toc_numeral_at(&line->data->numerals, &line->view, word, out) ? out->words : 0;
}

void when_expr_init(when_expr *e, uint32_t first)
{
    *e = (when_expr){
        .first = first, .last = first, .year = YEAR_UNKNOWN, .year_digits = 4, .minute = -1};
}

bool when_longest(const when_parser *parsers, size_t count, const when_line *line, uint32_t word,
                  when_expr *out)
{
    bool found = false;
    for (size_t p = 0; p < count; p++) {
        when_expr e;
        when_expr_init(&e, word);
        if (!parsers[p](line, word, &e) || e.last <= e.first) continue;
        if (!found || e.last > out->last) *out = e;
        found = true;
    }
    return found;
}
