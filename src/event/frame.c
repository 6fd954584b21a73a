/* src/event/frame.c - parses the frame cell of an event row; the language is docs/DICTIONARIES.md. */
#include "event/story.h"

static bool parse_harms(toc_slice words, uint8_t *harms)
{
    toc_slice word;
    while (toc_slice_cut(&words, ',', &word)) {
        const unsigned harm = toc_harm_of(word);
        if (harm == 0) return false;
        *harms |= (uint8_t)(1u << harm);
    }
    return true;
}

/* "obj:@person", "subj!@business", "with:@weapon", "obj:-" */
static bool parse_condition(toc_slice word, toc_frame *out)
{
    size_t at = 0;
    while (at < word.len && word.ptr[at] != ':' && word.ptr[at] != '!') at++;
    if (at == 0 || at == word.len || out->condition_count == TOC_FRAME_CONDITIONS) return false;
    size_t from = at + 1;
    if (from < word.len && word.ptr[at] == '!' && word.ptr[from] == ':') from++;
    if (from == word.len) return false;
    out->conditions[out->condition_count++] = (toc_condition){
        toc_slice_sub(word, 0, at), word.ptr[at] == '!', toc_slice_sub(word, from, word.len)};
    return true;
}

static bool parse_word(toc_slice word, toc_frame *out)
{
    if (toc_slice_is(word, "weak")) return out->weak = true;
    if (toc_slice_is(word, "none")) return out->none = true;
    if (toc_slice_is(word, "twoway")) return out->twoway = true;
    if (toc_slice_is(word, "mortal")) return out->mortal = true;
    const char *equals = memchr(word.ptr, '=', word.len);
    if (equals == NULL) return parse_condition(word, out);
    const size_t at = (size_t)(equals - word.ptr);
    const toc_slice key = toc_slice_sub(word, 0, at), value = toc_slice_sub(word, at + 1, word.len);
    if (toc_slice_is(key, "harm")) return parse_harms(value, &out->harms);
    if (toc_slice_is(key, "effect")) return (out->effect = toc_effect_of(value)) != TOC_EFFECT_NONE;
    if (toc_slice_is(key, "status")) return (out->status = toc_status_of(value)) != TOC_STATUS_NONE;
    if (toc_slice_is(key, "least")) {
        out->least = value.len == 1 && value.ptr[0] >= '2' && value.ptr[0] <= '9'
                         ? (uint8_t)(value.ptr[0] - '0')
                         : 0;
        return out->least != 0;
    }
    if (toc_slice_is(key, "scope")) return out->criminal = toc_slice_is(value, "criminal");
    if (toc_slice_is(key, "claim")) return (out->claim = toc_claim_of(value)) != TOC_CLAIM_NONE;
    const unsigned role = toc_slice_is(key, "patient") ? TOC_SLOT_PATIENT : toc_role_of(key);
    if (role == 0) return parse_condition(word, out);
    out->slots[role] = value;
    out->has_roles = true;
    return value.len > 0;
}

bool toc_frame_parse(toc_slice cell, toc_frame *out, toc_slice *bad)
{
    *out = (toc_frame){0};
    toc_slice word;
    while (toc_slice_cut(&cell, ' ', &word)) {
        if (word.len == 0) continue;
        if (!parse_word(word, out)) {
            *bad = word;
            return false;
        }
    }
    return true;
}

/* The default roles of a type, where the frame names none. */
void toc_frame_defaults(toc_frame *frame, toc_type type, bool noun)
{
    if (frame->has_roles) return;
    const bool violent = type == TOC_TYPE_ASSAULT || type == TOC_TYPE_COERCE;
    if (noun) {
        frame->slots[TOC_ROLE_PERPETRATOR] = TOC_LIT("by,subj,poss");
        frame->slots[TOC_ROLE_INSTRUMENT] = violent ? TOC_LIT("mod,with") : TOC_LIT("");
        frame->slots[violent ? TOC_SLOT_PATIENT : TOC_ROLE_RECIPIENT] =
            violent ? TOC_LIT("on,against,of,at,iobj") : TOC_LIT("on,against,to,with,iobj");
    } else {
        frame->slots[TOC_ROLE_PERPETRATOR] = TOC_LIT("subj");
        frame->slots[TOC_ROLE_INSTRUMENT] = violent ? TOC_LIT("with") : TOC_LIT("");
        frame->slots[violent ? TOC_SLOT_PATIENT : TOC_ROLE_RECIPIENT] =
            violent ? TOC_LIT("obj") : TOC_LIT("obj,to,with,against,on");
    }
}
