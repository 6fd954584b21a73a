/* cli/filters.c - see filters.h. */
#include "filters.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- numbers */
/* "15", "15km", "7.5 km" */
static bool read_km(const cli_args *args, double *out)
{
    const char *value = cli_value(args, "within");
    *out = 25;
    if (value == NULL) return true;
    char *end;
    *out = strtod(value, &end);
    const bool number = end != value;
    while (*end == ' ') end++;
    if (strcmp(end, "km") == 0) end += 2;
    if (number && *end == '\0' && *out > 0 && *out <= 20000) return true;
    cli_complain("%s: --within wants kilometres up to 20000, not \"%s\"", args->command->name,
                 value);
    return false;
}

/* `count` numbers with commas between. */
static bool read_numbers(const char *text, double *out, int count)
{
    for (int i = 0; i < count; i++) {
        char *end;
        out[i] = strtod(text, &end);
        if (end == text || *end != (i + 1 < count ? ',' : '\0')) return false;
        text = end + 1;
    }
    return true;
}

static bool is_point(const double at[2])
{
    return at[0] >= -90 && at[0] <= 90 && at[1] >= -180 && at[1] <= 180;
}

/* ---------------------------------------------------------------- names */
static bool locate(cli_filters *f, const cli_args *args, const char *name, tocsin_kind kind,
                   tocsin_spot *out)
{
    tocsin_error err;
    if (f->engine == NULL) f->engine = cli_engine(args);
    if (f->engine == NULL) return false;
    *out = (tocsin_spot){.size = sizeof *out};
    if (tocsin_locate(out, f->engine, name, kind, &err) != TOCSIN_OK) {
        cli_complain("%s: %s", args->command->name, err.message);
        return false;
    }
    return true;
}

/* The province of a place that is named: what is only known by it may have been there. */
static void add_around(cli_filters *f, const tocsin_spot *spot)
{
    char one[80];
    snprintf(one, sizeof one, "%s/%s", spot->country, spot->admin1);
    const size_t used = strlen(f->around), room = sizeof f->around - used;
    if (spot->admin1[0] == '\0' || strlen(one) + 2 > room || strstr(f->around, one) != NULL) return;
    snprintf(f->around + used, room, "%s%s", used > 0 ? ";" : "", one);
    f->query.around = f->around;
}

/* A place by its name or its degrees. */
static bool read_place(cli_filters *f, const cli_args *args, const char *name, double at[2])
{
    tocsin_spot spot;
    if (read_numbers(name, at, 2)) {
        if (is_point(at)) return true;
        cli_complain("%s: \"%s\" is no point LAT,LON of degrees", args->command->name, name);
        return false;
    }
    if (!locate(f, args, name, TOCSIN_ANY_PLACE, &spot)) return false;
    at[0] = spot.lat;
    at[1] = spot.lon;
    add_around(f, &spot);
    char also[160] = "";
    if (spot.others > 0)
        snprintf(also, sizeof also, "; %zu other%s, as %s", spot.others,
                 spot.others == 1 ? "" : "s", spot.other);
    cli_complain("\"%s\" is taken for %s (%.4f,%.4f)%s", name, spot.name, spot.lat, spot.lon, also);
    return true;
}

/* A country by its name or code, or several with commas between -> codes. */
static bool read_countries(cli_filters *f, const cli_args *args, const char *option, char *out,
                           size_t room, const char **field)
{
    const char *value = cli_value(args, option);
    if (value == NULL) return true;
    *field = out;
    *out = '\0';
    while (value != NULL) {
        const char *comma = strchr(value, ',');
        char name[128];
        tocsin_spot spot;
        const size_t len = comma != NULL ? (size_t)(comma - value) : strlen(value),
                     used = strlen(out);
        snprintf(name, sizeof name, "%.*s", (int)len, value);
        const bool code =
            len == 3 && strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3; /* no pack is needed */
        if (!code && !locate(f, args, name, TOCSIN_COUNTRY, &spot)) return false;
        snprintf(out + used, room - used, "%s%s", used > 0 ? "," : "", code ? name : spot.country);
        value = comma != NULL ? comma + 1 : NULL;
    }
    return true;
}

/* The name of a province as records have it; another spelling of it leads there. */
static bool read_admin1(cli_filters *f, const cli_args *args)
{
    const char *value = cli_value(args, "admin1");
    tocsin_spot spot;
    if (value == NULL) return true;
    if (!locate(f, args, value, TOCSIN_PROVINCE, &spot)) return false;
    snprintf(f->admin1, sizeof f->admin1, "%s", spot.admin1);
    f->query.admin1 = f->admin1;
    if (f->query.country == NULL && strchr(value, ',') != NULL) {
        snprintf(f->countries[0], sizeof f->countries[0], "%s", spot.country);
        f->query.country = f->countries[0];
    }
    if (spot.others > 0 && strchr(value, ',') == NULL)
        cli_complain("\"%s\" is taken for all provinces called %s: %s and %zu more", value,
                     spot.admin1, spot.name, spot.others);
    return true;
}

/* ---------------------------------------------------------------- roads */
/* Splits `text` at the first sign of `signs`; the rest, or NULL. */
static char *split(char *text, const char *sign)
{
    char *at = strstr(text, sign);
    if (at == NULL) return NULL;
    *at = '\0';
    return at + strlen(sign);
}

static char *trimmed(char *text)
{
    while (*text == ' ') text++;
    for (size_t n = strlen(text); n > 0 && text[n - 1] == ' '; n--) text[n - 1] = '\0';
    return text;
}

static bool known(cli_filters *f, const char *name)
{
    tocsin_spot spot = {.size = sizeof spot};
    double at[2];
    return read_numbers(name, at, 2) ||
           tocsin_locate(&spot, f->engine, name, TOCSIN_ANY_PLACE, NULL) == TOCSIN_OK;
}

/* Towns with semicolons, or with hyphens or dashes between them: names may have hyphens of their own ("Deir-ez-Zor"),
 * so that "Deir-ez-Zor-Palmyra" is cut where both sides are places that the gazetteer has, the longest first. */
static bool cut_hyphens(cli_filters *f, const cli_args *args, char *text)
{
    size_t *count = &f->query.route_points;
    while (text != NULL) {
        char *end = text + strlen(text), *cut = end;
        for (bool found = false; cut != NULL && !found;) {
            const char was = *cut;
            *cut = '\0';
            found = known(f, trimmed(text));
            if (found) break;
            *cut = was;
            char *before = cut;
            for (cut = NULL; before > text && cut == NULL; before--)
                if (before[-1] == '-') cut = before - 1;
        }
        if (cut == NULL) cut = strchr(text, '-') != NULL ? strchr(text, '-') : end;
        const bool more = cut != end;
        *cut = '\0';
        if (*count == FILTERS_POINTS || !read_place(f, args, trimmed(text), f->route + 2 * *count))
            return false;
        ++*count;
        text = more ? cut + 1 : NULL;
    }
    return true;
}

static bool read_along(cli_filters *f, const cli_args *args)
{
    const char *value = cli_value(args, "along");
    if (value == NULL) return true;
    char text[1024];
    const int n = snprintf(text, sizeof text, "%s", value);
    if (n < 0 || (size_t)n >= sizeof text) {
        cli_complain("%s: --along is too long", args->command->name);
        return false;
    }
    if (f->engine == NULL) f->engine = cli_engine(args);
    if (f->engine == NULL) return false;
    for (char *dash; (dash = strstr(text, "\xe2\x80\x93")) != NULL;) { /* an en dash */
        *dash = '-';
        memmove(dash + 1, dash + 3, strlen(dash + 3) + 1);
    }
    f->query.route = f->route;
    if (strchr(text, ';') == NULL) {
        if (!cut_hyphens(f, args, text)) return false;
    } else {
        for (char *at = text; at != NULL;) {
            char *rest = split(at, ";");
            if (f->query.route_points == FILTERS_POINTS ||
                !read_place(f, args, trimmed(at), f->route + 2 * f->query.route_points))
                return false;
            f->query.route_points++;
            at = rest;
        }
    }
    if (f->query.route_points >= 2) return true;
    cli_complain(
        "%s: --along wants two places or more, as 'Samawah-Diwaniya' or 'Samawah;Diwaniya'",
        args->command->name);
    return false;
}

static bool read_where(cli_filters *f, const cli_args *args)
{
    tocsin_query *const q = &f->query;
    const char *near = cli_value(args, "near"), *box = cli_value(args, "box");
    double km, corners[4];
    if (!read_km(args, &km)) return false;
    if (near != NULL && cli_given(args, "along")) {
        cli_complain("%s: --near and --along exclude each other", args->command->name);
        return false;
    }
    if (near != NULL) {
        double at[2];
        if (!read_place(f, args, near, at)) return false;
        q->lat = at[0];
        q->lon = at[1];
    }
    if (!read_along(f, args)) return false;
    if (near != NULL || q->route_points > 0) q->within_km = km;
    if (near == NULL && q->route_points == 0 && cli_given(args, "within")) {
        cli_complain("%s: --within goes with --near or --along", args->command->name);
        return false;
    }
    if (box == NULL) return true;
    if (!read_numbers(box, corners, 4)) {
        cli_complain("%s: --box wants degrees as SOUTH,WEST,NORTH,EAST, not \"%s\"",
                     args->command->name, box);
        return false;
    }
    q->has_box = true;
    q->south = corners[0];
    q->west = corners[1];
    q->north = corners[2];
    q->east = corners[3];
    return true;
}

bool cli_filters_read(cli_filters *f, const cli_args *args)
{
    long killed, injured;
    *f = (cli_filters){.engine = NULL};
    tocsin_query *const q = &f->query;
    tocsin_query_init(q, sizeof *q);
    if (cli_value(args, "db") == NULL) {
        cli_complain("%s: --db FILE says which database", args->command->name);
        return false;
    }
    q->type = cli_value(args, "type");
    q->method = cli_value(args, "method");
    q->status = cli_value(args, "status");
    q->scope = cli_value(args, "scope");
    q->actor = cli_value(args, "actor");
    q->role = cli_value(args, "role");
    q->time = cli_value(args, "time");
    q->since = cli_value(args, "since");
    q->until = cli_value(args, "until");
    q->text = cli_value(args, "text");
    q->coarse = cli_given(args, "coarse");
    q->main_only = cli_given(args, "main");
    q->ids = (const char *const *)args->files;
    q->id_count = args->file_count;
    if (!cli_number(args, "killed", 0, 100000000, 0, &killed) ||
        !cli_number(args, "injured", 0, 100000000, 0, &injured) ||
        !cli_share(args, "min-confidence", &q->min_confidence))
        return false;
    q->killed = (uint32_t)killed;
    q->injured = (uint32_t)injured;
    return read_countries(f, args, "country", f->countries[0], sizeof f->countries[0],
                          &q->country) &&
           read_countries(f, args, "actor-country", f->countries[1], sizeof f->countries[1],
                          &q->actor_country) &&
           read_admin1(f, args) && read_where(f, args);
}

void cli_filters_close(cli_filters *filters)
{
    tocsin_engine_free(filters->engine);
}
