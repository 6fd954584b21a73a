/* tests/emit/test_json.c - the whole line of a small record; what options leave out. */
#include "check.h"
#include "emit/emit.h"
#include "sample.h"

static const char WHOLE[] =
    "{\"tocsin\":\"1\",\"pack\":{\"version\":\"0.1\",\"sha256\":\"00ff\"},"
    "\"doc\":{\"id\":\"a/1.txt\",\"title\":\"Blast in Dunmar\",\"language\":\"en\",\"bytes\":153,"
    "\"published\":\"2021-03-02\",\"published_from\":\"given\"},\"events\":["
    "{\"id\":\"e1\",\"type\":\"assault\",\"method\":\"bombing\",\"trigger\":{\"in\":\"title\","
    "\"start\":0,\"end\":5,\"text\":\"Blast\",\"lemma\":\"blast\"},\"status\":\"occurred\","
    "\"confidence\":0.3,\"links\":[{\"type\":\"same-as\",\"event\":\"e2\"}]},"
    "{\"id\":\"e2\",\"type\":\"assault\",\"mode\":\"explosives\",\"method\":\"bombing\","
    "\"cameo\":\"183\",\"trigger\":{\"start\":23,\"end\":31,\"text\":\"car bomb\",\"lemma\":\"bomb\"},"
    "\"mentions\":[{\"start\":120,\"end\":130,\"text\":\"the attack\"}],\"status\":\"occurred\","
    "\"confidence\":0.91,\"roles\":["
    "{\"role\":\"perpetrator\",\"entity\":\"n1\",\"start\":87,\"end\":99,\"text\":\"The Red Dawn\"},"
    "{\"role\":\"victim\",\"entity\":\"n2\",\"start\":39,\"end\":62,\"text\":\"at least three soldiers\"},"
    "{\"role\":\"instrument\",\"start\":21,\"end\":31,\"text\":\"A car bomb\"}],"
    "\"time\":{\"ref\":\"t1\",\"earliest\":\"2021-03-01\",\"latest\":\"2021-03-01\",\"precision\":\"day\"},"
    "\"place\":{\"ref\":\"p1\",\"lat\":31.65,\"lon\":-0.04407,\"country\":\"RUR\",\"admin1\":\"Dun\","
    "\"precision\":\"town\"},"
    "\"casualties\":{\"killed\":{\"low\":3,\"high\":null,\"spans\":[{\"start\":39,\"end\":53,"
    "\"text\":\"at least three\"}]}},"
    "\"responsibility\":{\"claim\":\"claimed\",\"by\":[\"n1\"],\"spans\":[{\"start\":120,\"end\":130,"
    "\"text\":\"the attack\"}]},"
    "\"reported_by\":[{\"entity\":\"n3\",\"start\":74,\"end\":80,\"text\":\"police\"}],"
    "\"evidence\":[{\"field\":\"place\",\"start\":0,\"end\":6}]}],"
    "\"entities\":["
    "{\"id\":\"n1\",\"kind\":\"group\",\"name\":\"The Red Dawn\",\"mentions\":[{\"start\":87,\"end\":99,"
    "\"text\":\"The Red Dawn\",\"named\":true}],\"actor\":{\"code\":\"RURREB\",\"label\":\"The Red Dawn\","
    "\"country\":\"RUR\",\"sector\":\"REB\",\"dictionary\":\"actors/toy.tsv:3\"}},"
    "{\"id\":\"n2\",\"kind\":\"military\",\"name\":\"at least three soldiers\",\"mentions\":[{\"start\":39,"
    "\"end\":62,\"text\":\"at least three soldiers\",\"named\":false}]},"
    "{\"id\":\"n3\",\"kind\":\"government\",\"name\":\"police\",\"mentions\":[{\"start\":74,\"end\":80,"
    "\"text\":\"police\",\"named\":false}]}],"
    "\"places\":[{\"id\":\"p1\",\"start\":0,\"end\":6,\"text\":\"DUNMAR\",\"kind\":\"town\","
    "\"name\":\"Dunmar\",\"lat\":31.65,\"lon\":-0.04407,\"country\":\"RUR\",\"admin1\":\"Dun\"}],"
    "\"times\":[{\"id\":\"t1\",\"start\":66,\"end\":72,\"text\":\"Monday\",\"type\":\"DATE\","
    "\"value\":\"2021-03-01\",\"earliest\":\"2021-03-01\",\"latest\":\"2021-03-01\"}],"
    "\"attributions\":[{\"source\":{\"entity\":\"n3\",\"start\":74,\"end\":80,\"text\":\"police\"},"
    "\"cue\":{\"start\":81,\"end\":85,\"text\":\"said\"},\"content\":{\"start\":21,\"end\":72,"
    "\"text\":\"A car bomb killed at least three soldiers on Monday\"}}]}";

static char *json(const toc_record *record, toc_emit_options options)
{
    toc_buf out = {0};
    toc_emit_json(&out, record, &options);
    char *line = toc_buf_take(&out, NULL);
    return line == NULL ? calloc(1, 1) : line;
}

static void check_has(const toc_record *record, toc_emit_options options, const char *words,
                      bool has)
{
    char *line = json(record, options);
    CHECK((strstr(line, words) != NULL) == has, "%s %s in %s", words, has ? "not" : "still", line);
    free(line);
}

int main(void)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = sample_record(&arena);
    char *line = json(&record, (toc_emit_options){0});
    CHECK(strcmp(line, WHOLE) == 0, "got\n%s\nwant\n%s", line, WHOLE);
    free(line);

    const toc_emit_options sure = {.min_permille = 500}, text = {.with_text = true},
                           predicates = {.with_predicates = true}, none = {.min_permille = 950},
                           all = {.min_permille = 950, .mentions_all = true};
    check_has(&record, sure, "\"e1\"", false);
    check_has(&record, sure, "\"id\":\"e2\"", true); /* keeps its number */
    check_has(&record, text, "\"text\":\"DUNMAR (Ruritania) - A car", true);
    check_has(&record, text, "said.\\nThe Red Dawn", true);
    check_has(&record, predicates,
              "\"predicates\":[{\"start\":32,\"end\":38,\"text\":\"killed\",\"lemma\":\"kill\","
              "\"factuality\":3,\"negated\":false,\"source\":{\"start\":74",
              true);
    check_has(&record, (toc_emit_options){0}, "predicates", false);
    check_has(&record, none, "\"events\":[]}", true);
    check_has(&record, all, "\"entities\":[{\"id\":\"n1\"", true);
    check_has(&record, all, "attributions", true);
    const toc_slice warning = TOC_LIT("2 \"bad\" bytes");
    toc_push(&arena, &record.warnings, warning);
    toc_push(&arena, &record.warnings, warning);
    check_has(&record, none, "\"warnings\":[\"2 \\\"bad\\\" bytes\",\"2 \\\"bad\\\" bytes\"]}",
              true);
    toc_arena_free(&arena);
    return check_done();
}
