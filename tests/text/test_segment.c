/* tests/text/test_segment.c - tokens between spaces, sentences between " / ". */
#include "text/segment.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "check.h"
#include "data_pack.h"
#include "input/input.h"

static const struct {
    const char *text, *tokens;
} CASES[] = {
    {"The rebels' convoy, he said, didn't stop.", "The rebels ' convoy , he said , did n't stop ."},
    {"It's Iran's F-16.", "It 's Iran 's F - 16 ."},
    {"Iran 's army left the rebels ' base.", "Iran 's army left the rebels ' base ."},
    {"Mr. Sisi \u2019s 's' aide", "Mr. Sisi \u2019s ' s ' aide"},
    {"They cannot go; we won't.", "They can not go ; we wo n't ."},
    {"O'Brien of Sana'a left.", "O'Brien of Sana'a left ."},
    {"A well-known Al-Qaeda leader", "A well - known Al - Qaeda leader"},
    {"About 3,000 people paid $5.50 or 40% more.", "About 3,000 people paid $ 5.50 or 40 % more ."},
    {"At 7:30 a.m. on 9/11 he left.", "At 7:30 a.m. on 9/11 he left ."},
    {"Write to a.b@example.org or see http://example.org/a-b?c=1.",
     "Write to a.b@example.org or see http://example.org/a-b?c=1 ."},
    {"He or she and/or they", "He or she and / or they"},
    {"\xe2\x80\x9cNo,\xe2\x80\x9d he said \xe2\x80\x93 twice\xe2\x80\xa6",
     "\xe2\x80\x9c No , \xe2\x80\x9d he said \xe2\x80\x93 twice \xe2\x80\xa6"},
    {"What?! Yes!!!", "What ?! / Yes !!!"},
    {"Iran\xe2\x80\x99s army", "Iran \xe2\x80\x99s army"},
    /* sentences */
    {"Two died. Three fled.", "Two died . / Three fled ."},
    {"Gen. Lee met Mr. Roe. He left.", "Gen. Lee met Mr. Roe . / He left ."},
    {"The death of General. Soleimani was denied.", "The death of General. Soleimani was denied ."},
    {"He praised the \"fight against IS\". , so they left.",
     "He praised the \" fight against IS \" . , so they left ."},
    {"They left the base.The convoy burned.", "They left the base . / The convoy burned ."},
    {"Troops of the U.S. Army left the U.S. The rest stayed.",
     "Troops of the U.S. Army left the U.S. / The rest stayed ."},
    {"J. Smith and George W. Bush spoke.", "J. Smith and George W. Bush spoke ."},
    {"\"We will win.\" He smiled.", "\" We will win . \" / He smiled ."},
    {"He said no. Then he sat. No. 5 won on Sat. 4 May.",
     "He said no . / Then he sat . / No. 5 won on Sat. 4 May ."},
    {"They came at 8 p.m. Police fired at 5 p.m. Monday.",
     "They came at 8 p.m. / Police fired at 5 p.m. Monday ."},
    {"The John Roe Jr. Day fell. The Roe Co. The end.",
     "The John Roe Jr. Day fell . / The Roe Co. / The end ."},
    {"He saw the general. Lee was a General. The rest fled.",
     "He saw the general . / Lee was a General . / The rest fled ."},
    {"They were gone...and Tyre,Lebanon was 650km away.",
     "They were gone ... and Tyre , Lebanon was 650 km away ."},
    {"It cost 3.5 million. 20 died.", "It cost 3.5 million . / 20 died ."},
    {"two men were shot. a third fled with mr. roe. he was held.",
     "two men were shot . / a third fled with mr. roe . / he was held ."}, /* no capitals */
    {"This story is from March 6, 2002 gaya: a boy fled. he was found.",
     "This story is from March 6 , 2002 / gaya : / a boy fled . / he was found ."},
    {"Two men were shot. a third fled.", "Two men were shot . a third fled ."},
    {"\"Get out!\" he said.", "\" Get out ! \" he said ."},
    {"They left the group.A man died.", "They left the group . / A man died ."},
    {"A headline\n\nThe story.", "A headline / The story ."},
    {"A headline\nThe story goes on.", "A headline / The story goes on ."},
    {"COL PONCE SAID TWO MEN DIED.  HE GAVE NO NAMES.",
     "COL PONCE SAID TWO MEN DIED . / HE GAVE NO NAMES ."},
    {"THE GUATEMALAN ARMY DENIED TODAY THAT\nGUERRILLAS ATTACKED A FARM ON THE PACIFIC\nSIDE WHERE "
     "THE PRESIDENT HAS BEEN STAYING\nSINCE MONDAY.\n\n   A REPORT SAID SO.",
     "THE GUATEMALAN ARMY DENIED TODAY THAT GUERRILLAS ATTACKED A FARM ON THE PACIFIC SIDE WHERE "
     "THE PRESIDENT HAS BEEN STAYING SINCE MONDAY . / A REPORT SAID SO ."},
    {"HE SAID [WORDS INDISTINCT] THE ARMY LEFT.", "HE SAID THE ARMY LEFT ."},
    {"KABUL, April 11 (Xinhua) -- Two died.", "KABUL , April 11 ( Xinhua ) -- / Two died ."},
    {"ca\xc3\x91not i;\"m", "ca\xc3\x91not i; \" m"}, /* fold to contractions and are none */
    {"", ""},
    {" \n\t ", ""},
    {".", "."},
    {"''", "' '"},
};

static toc_arena arena;
static toc_input_data input;
static toc_segment_data data;

static void segment(toc_article *article, toc_text *text, toc_slice bytes)
{
    toc_arena_free(&arena);
    *article = (toc_article){.arena = &arena};
    const tocsin_article in = {
        .size = sizeof in, .bytes = bytes.ptr, .len = bytes.len, .language = "en"};
    toc_input_read(&input, article, &in, 0, NULL);
    *text = (toc_text){.article = article, .arena = &arena, .text = article->text};
    toc_segment(&data, text);
}

/* What must hold of every text. */
static void check_invariants(const toc_text *text, const char *name)
{
    uint32_t at = 0, token = 0, bad = 0;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        bad += sentence->first != token || sentence->last <= sentence->first ||
               sentence->last - sentence->first > TOC_MAX_SENTENCE_TOKENS;
        for (; token < sentence->last; token++) {
            const toc_token *t = &text->tokens.items[token];
            bad +=
                t->start < at || t->end <= t->start || t->end > text->text.len || t->sentence != s;
            bad += ((unsigned char)text->text.ptr[t->start] & 0xc0) == 0x80;
            at = t->end;
        }
        bad += sentence->start != text->tokens.items[sentence->first].start || sentence->end != at;
    }
    CHECK(bad == 0 && token == text->tokens.count, "%s: %u bad, %u of %u tokens in sentences", name,
          bad, token, text->tokens.count);
}

static void check_repeated(const char *piece, size_t times)
{
    const size_t n = strlen(piece);
    char *bytes = malloc(n * times + 1);
    if (bytes == NULL) return;
    for (size_t i = 0; i < times; i++) memcpy(bytes + i * n, piece, n);
    toc_article article;
    toc_text text;
    segment(&article, &text, (toc_slice){bytes, n * times});
    check_invariants(&text, piece);
    free(bytes);
}

int main(void)
{
    toc_pack pack;
    data_pack(&pack);
    toc_arena engine;
    toc_arena_init(&engine);
    toc_arena_init(&arena);
    toc_input_open(&input, &pack, 1, &engine, NULL);
    toc_segment_open(&data, &pack, 1, &engine, NULL);
    toc_article article;
    toc_text text;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        segment(&article, &text, toc_slice_of(CASES[i].text));
        toc_buf got = {0};
        toc_buf_text(&got, "");
        for (uint32_t t = 0; t < text.tokens.count; t++) {
            if (t > 0)
                toc_buf_text(
                    &got, text.tokens.items[t].sentence != text.tokens.items[t - 1].sentence ? " / "
                                                                                             : " ");
            toc_buf_slice(&got, toc_token_words(&text, t));
        }
        const toc_slice words = {got.len == 0 ? "" : got.ptr, got.len};
        CHECK(toc_slice_is(words, CASES[i].tokens), "case %zu: \"%.*s\"", i, (int)words.len,
              words.ptr);
        check_invariants(&text, CASES[i].text);
        toc_buf_free(&got);
    }
    segment(&article, &text, TOC_LIT("He said: \"We won. They lost. All is well.\" Then he left."));
    CHECK(text.sentences.count == 4 && !text.sentences.items[0].quoted &&
              text.sentences.items[1].quoted && text.sentences.items[2].quoted &&
              !text.sentences.items[3].quoted,
          "quoted sentences");
    static const char *const NASTY[] = {"a",     "a-",           "a'",
                                        "(",     "\"",           ".",
                                        "a.",    "a,",           "[TEXT]",
                                        "[TEXT", "A (Reuters",   "\n",
                                        "a\n",   "\xe2\x80\x99", "\xe2\x80\x93 ",
                                        "'s ",   "U.S.",         "@",
                                        "www.",  "a/",           "1-",
                                        "!?",    "Mr. ",         "x y z "};
    for (size_t i = 0; i < sizeof NASTY / sizeof *NASTY; i++) check_repeated(NASTY[i], 100000);
    toc_arena_free(&arena);
    toc_arena_free(&engine);
    toc_pack_close(&pack);
    return check_done();
}
