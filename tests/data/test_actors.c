/* tests/data/test_actors.c - lint of data/actors: every row says something that can be used.
 *
 * Columns, known kinds, sectors and code parts, ISO3 countries, well-formed dates, and no form
 * that means two actors at the same time (unless all but one of them ask for support, '?'). */
#include "base/arena.h"
#include "base/utf8.h"
#include "pack/dict.h"

#include "check.h"
#include <stdlib.h>

enum { NAME, ALIASES, KIND, CODE, SECTOR, COUNTRY, FROM, TO, AREA, CERTAINTY, SOURCE, COLUMNS };

static const char HEAD[] =
    "@table actor: name aliases kind code sector country from to area certainty source";

static const char KINDS[] = " person group organisation government military media ";
static const char SECTORS[] =
    " COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI "
    "JRN LAB MED REF OPP PRE REL SOC ";
/* CAMEO roles, PLOVER's own sectors, transnational heads, faiths, and known groups. */
static const char CODE_PARTS[] =
    " COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI MED HLH LAB REF OPP PRE REL SOC "
    "DEV ENV HRI MOD RAD IGO NGO NGM IMG MNC ISM INT "
    "UNO EUR EEC NAT AFU ARL ASN OAS WBK IMF ITP IAE OPC SCO CIS GCC ECO OIC COE SCE ICC ICJ HCR KID "
    "WHO WFP FAO WTO IRC RCR AMN HRW MSF PKO "
    "WST AFR EAF WAF CAF SAF NAF ASA SAS SEA CAS MEA LAM CRB NMR EEU WEU PGS "
    "MUS CHR CTH PRO DOX JEW HIN BUD SIK ALQ ISI TAL HEZ HMS BOK ";
static const char ISO3[] =
    " AFG ALB DZA ASM AND AGO AIA ATA ATG ARG ARM ABW AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BMU "
    "BTN BOL BES BIH BWA BRA IOT BRN BGR BFA BDI CPV KHM CMR CAN CYM CAF TCD CHL CHN CXR CCK COL COM "
    "COG COD COK CRI CIV HRV CUB CUW CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FLK FRO "
    "FJI FIN FRA GUF PYF GAB GMB GEO DEU GHA GIB GRC GRL GRD GLP GUM GTM GGY GIN GNB GUY HTI VAT HND "
    "HKG HUN ISL IND IDN IRN IRQ IRL IMN ISR ITA JAM JPN JEY JOR KAZ KEN KIR PRK KOR KOS KWT KGZ LAO "
    "LVA LBN LSO LBR LBY LIE LTU LUX MAC MDG MWI MYS MDV MLI MLT MHL MTQ MRT MUS MYT MEX FSM MDA MCO "
    "MNG MNE MSR MAR MOZ MMR NAM NRU NPL NLD NCL NZL NIC NER NGA NIU NFK MKD MNP NOR OMN PAK PLW PSE "
    "PAN PNG PRY PER PHL PCN POL PRT PRI QAT REU ROU RUS RWA BLM SHN KNA LCA MAF SPM VCT WSM SMR STP "
    "SAU SEN SRB SYC SLE SGP SXM SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TWN TJK TZA THA "
    "TLS TGO TKL TON TTO TUN TUR TKM TCA TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM VGB VIR WLF ESH "
    "YEM ZMB ZWE "
    /* states that are no more: their own ISO 3166-3 codes */
    "SUN YUG CSK DDR SCG YMD ";

typedef struct form {
    uint64_t key;
    toc_slice name, from, to; /* of the row */
    const char *file;
    uint32_t line;
    bool ambiguous;
} form;

typedef struct forms {
    TOC_ARRAY(form) list;
    toc_arena arena;
    uint32_t rows;
} forms;

static bool listed(const char *list, toc_slice word)
{
    char padded[40];
    if (word.len == 0 || word.len > 32) return false;
    const int n = snprintf(padded, sizeof padded, " %.*s ", (int)word.len, word.ptr);
    return n > 0 && strstr(list, padded) != NULL;
}

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static bool date_good(toc_slice d)
{
    if (d.len != 4 && d.len != 7 && d.len != 10) return false;
    for (size_t i = 0; i < d.len; i++) {
        const bool hyphen = i == 4 || i == 7;
        if (hyphen ? d.ptr[i] != '-' : d.ptr[i] < '0' || d.ptr[i] > '9') return false;
    }
    const int month = d.len >= 7 ? (d.ptr[5] - '0') * 10 + d.ptr[6] - '0' : 1;
    const int day = d.len == 10 ? (d.ptr[8] - '0') * 10 + d.ptr[9] - '0' : 1;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Order at the precision that both have: a term that ends in 2004 and one that begins in
 * 2004-11 touch. */
static int date_order(toc_slice a, toc_slice b)
{
    return memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
}

static bool overlap(const form *a, const form *b)
{
    if (a->to.len > 0 && b->from.len > 0 && date_order(a->to, b->from) <= 0) return false;
    return !(b->to.len > 0 && a->from.len > 0 && date_order(b->to, a->from) <= 0);
}

/* The folded phrase as one number (FNV-1a over its words, so that a weakness of the dictionary's
 * own hash would not look like a duplicate here). */
static uint64_t phrase_key(toc_slice phrase)
{
    uint64_t key = 0xcbf29ce484222325u;
    size_t at = 0;
    while (at < phrase.len) {
        const size_t from = at;
        while (at < phrase.len && phrase.ptr[at] != ' ' && phrase.ptr[at] != '-') at++;
        char word[256];
        size_t n = toc_fold(toc_slice_sub(phrase, from, at), word, sizeof word - 2);
        /* a clitic is a key of its own ("People's" is not "Peoples") */
        if (n > 1 && at - from > 2 && memcmp(phrase.ptr + at - 2, "'s", 2) == 0) word[n - 1] = '\'';
        if (n > 0) word[n++] = ' ';
        for (size_t i = 0; i < n; i++) key = (key ^ (unsigned char)word[i]) * 0x100000001b3u;
        at++;
    }
    return key;
}

static void form_add(forms *f, toc_slice phrase, const toc_slice *cells, const char *file,
                     uint32_t line)
{
    phrase = toc_slice_trim(phrase);
    const bool ambiguous = phrase.len > 0 && phrase.ptr[0] == '?';
    if (phrase.len > 0 && (phrase.ptr[0] == '?' || phrase.ptr[0] == '='))
        phrase = toc_slice_sub(phrase, 1, phrase.len);
    uint64_t keys[16];
    const size_t n = toc_phrase_keys(phrase, keys, 16);
    CHECK(n > 0, "%s:%u: no words, or too many, in \"%.*s\"", file, line, (int)phrase.len,
          phrase.ptr);
    const uint64_t key = phrase_key(phrase);
    const form made = {key, cells[NAME], cells[FROM], cells[TO], file, line, ambiguous};
    toc_push(&f->arena, &f->list, made);
}

static void row_check(forms *f, toc_slice text, const char *file, uint32_t line)
{
    toc_slice cells[COLUMNS + 1] = {{NULL, 0}}, rest = text, part;
    size_t n = 0;
    while (n <= COLUMNS && toc_slice_cut(&rest, '\t', &part)) cells[n++] = part;
    CHECK(n == COLUMNS, "%s:%u: %zu cells", file, line, n);
    if (n != COLUMNS) return;
    f->rows++;
    CHECK(listed(KINDS, cells[KIND]), "%s:%u: kind %.*s", file, line, (int)cells[KIND].len,
          cells[KIND].ptr);
    CHECK(cells[SECTOR].len == 0 || listed(SECTORS, cells[SECTOR]), "%s:%u: sector %.*s", file,
          line, (int)cells[SECTOR].len, cells[SECTOR].ptr);
    const toc_slice code = cells[CODE];
    bool good = code.len >= 3 && code.len <= 15 && code.len % 3 == 0;
    for (size_t i = 0; good && i < code.len; i += 3) {
        part = toc_slice_sub(code, i, i + 3);
        good = listed(CODE_PARTS, part) || (i == 0 && listed(ISO3, part));
    }
    CHECK(good, "%s:%u: code %.*s", file, line, (int)code.len, code.ptr);
    CHECK(cells[COUNTRY].len == 0 || listed(ISO3, cells[COUNTRY]), "%s:%u: country %.*s", file,
          line, (int)cells[COUNTRY].len, cells[COUNTRY].ptr);
    rest = cells[AREA];
    while (rest.len > 0 && toc_slice_cut(&rest, ' ', &part))
        CHECK(listed(ISO3, part), "%s:%u: area %.*s", file, line, (int)part.len, part.ptr);
    const bool from = cells[FROM].len == 0 || date_good(cells[FROM]);
    const bool to = cells[TO].len == 0 || date_good(cells[TO]);
    CHECK(from && to, "%s:%u: a date that is none", file, line);
    if (from && to && cells[FROM].len > 0 && cells[TO].len > 0)
        CHECK(date_order(cells[FROM], cells[TO]) <= 0, "%s:%u: ends before it begins", file, line);
    CHECK(toc_slice_is(cells[CERTAINTY], "high") || toc_slice_is(cells[CERTAINTY], "medium"),
          "%s:%u: certainty", file, line);
    CHECK(cells[SOURCE].len > 0, "%s:%u: no source", file, line);
    form_add(f, cells[NAME], cells, file, line);
    rest = cells[ALIASES];
    while (rest.len > 0 && toc_slice_cut(&rest, '|', &part)) form_add(f, part, cells, file, line);
}

static int by_key(const void *a, const void *b)
{
    const form *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    const int order = strcmp(x->file, y->file);
    return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static void pair_check(const form *a, const form *b)
{
    const bool same_row = a->line == b->line && strcmp(a->file, b->file) == 0;
    CHECK(!same_row, "%s:%u: a form stands twice in %.*s", a->file, a->line, (int)a->name.len,
          a->name.ptr);
    if (!same_row)
        CHECK(a->ambiguous || b->ambiguous || !overlap(a, b),
              "%s:%u: %.*s has a form of %.*s (%s:%u)", a->file, a->line, (int)a->name.len,
              a->name.ptr, (int)b->name.len, b->name.ptr, b->file, b->line);
}

int main(void)
{
    toc_dict_source *files;
    size_t count;
    tocsin_error err = {0};
    CHECK(toc_dict_files_read("data/actors", &files, &count, &err) == TOCSIN_OK, "%s", err.message);
    forms f = {.rows = 0};
    toc_arena_init(&f.arena);
    for (size_t i = 0; i < count; i++) {
        toc_slice rest = files[i].text, text;
        uint32_t line = 0;
        while (toc_slice_cut(&rest, '\n', &text)) {
            line++;
            if (line == 1)
                CHECK(toc_slice_is(text, HEAD), "%s: other columns", files[i].name);
            else if (text.len > 0 && text.ptr[0] != '#')
                row_check(&f, text, files[i].name, line);
        }
    }
    qsort(f.list.items, f.list.count, sizeof *f.list.items, by_key);
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < f.list.count; i++) {
        distinct += i == 0 || f.list.items[i].key != f.list.items[i - 1].key;
        for (uint32_t j = i; j > 0 && f.list.items[j - 1].key == f.list.items[i].key; j--)
            pair_check(&f.list.items[j - 1], &f.list.items[i]);
    }
    printf("%u rows, %u distinct forms\n", f.rows, distinct);
    toc_arena_free(&f.arena);
    toc_dict_files_free(files, count);
    return check_done();
}
