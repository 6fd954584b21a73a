/* src/input/stated_date.c - see stated_date.h. */
#include "input/stated_date.h"

#include "base/calendar.h"

#define LOOK_BYTES 200

typedef struct piece { /* a run of digits or letters */
    bool number;
    int32_t value; /* of a number; 1..12 of a month's name; 0: another word */
    uint32_t len;
} piece;

static int32_t month_of(const char *w, size_t n)
{
    static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (int32_t m = 0; m < 12; m++) {
        const size_t whole = strlen(MONTHS[m]);
        if (n != whole && n != 3 && !(m == 8 && n == 4)) continue;
        size_t i = 0;
        while (i < n && i < whole && (w[i] | 0x20) == MONTHS[m][i]) i++;
        if (i == n) return m + 1;
    }
    return 0;
}

static int32_t year_of(const piece *p)
{
    if (!p->number) return 0;
    if (p->len == 4 && p->value >= 1900 && p->value <= 2100) return p->value;
    if (p->len == 2) return p->value < 70 ? 2000 + p->value : 1900 + p->value;
    return 0;
}

static bool make(int32_t year, int32_t month, int32_t day_of_month, int32_t *day)
{
    if (year == 0 || !toc_date_valid(year, month, day_of_month)) return false;
    *day = toc_day_of(year, month, day_of_month);
    return true;
}

static bool three(const piece *a, const piece *b, const piece *c, int32_t *day)
{
    if (a->number && a->len == 4 && b->number && c->number && b->len <= 2 && c->len <= 2)
        return make(year_of(a), b->value, c->value, day);
    if (!a->number && a->value > 0 && b->number && b->len <= 2)
        return make(year_of(c), a->value, b->value, day);
    if (a->number && a->len <= 2 && !b->number && b->value > 0)
        return make(year_of(c), b->value, a->value, day);
    if (a->number && b->number && c->len == 4 && a->len <= 2 && b->len <= 2) {
        if (a->value > 12) return make(year_of(c), b->value, a->value, day);
        if (b->value > 12 || a->value == b->value) return make(year_of(c), a->value, b->value, day);
    }
    return false;
}

bool toc_stated_date(toc_slice s, int32_t *day)
{
    piece last[3] = {{0}};
    uint32_t count = 0;
    if (s.len > LOOK_BYTES) s.len = LOOK_BYTES;
    for (size_t at = 0; at < s.len;) {
        const char c = s.ptr[at];
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!digit && !letter) {
            at++;
            continue;
        }
        const size_t start = at;
        piece p = {.number = digit};
        while (at < s.len && (digit ? s.ptr[at] >= '0' && s.ptr[at] <= '9'
                                    : (s.ptr[at] | 0x20) >= 'a' && (s.ptr[at] | 0x20) <= 'z')) {
            if (digit && p.value < 100000000) p.value = p.value * 10 + (s.ptr[at] - '0');
            at++;
        }
        p.len = (uint32_t)(at - start);
        if (!digit) p.value = month_of(s.ptr + start, p.len);
        if (digit && p.len == 8 && make(p.value / 10000, p.value / 100 % 100, p.value % 100, day) &&
            p.value > 19000000)
            return true;
        if (!digit && p.value == 0 && count > 0 && last[2].number && p.len == 2)
            continue; /* 12th, 1st */
        last[0] = last[1];
        last[1] = last[2];
        last[2] = p;
        if (++count >= 3 && three(&last[0], &last[1], &last[2], day)) return true;
    }
    return false;
}
