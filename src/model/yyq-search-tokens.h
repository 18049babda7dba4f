/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Search in text that has no spaces between words (D12), as both the platform and the client's
 * cache do it. A text is kept with two sorts of tokens:
 *
 *   characters and pairs of neighbours, of Chinese and other letters outside ASCII
 *   keys, in ASCII: what is left of a number or a word from each of its characters on ("0001",
 *   "001", "01", "1"), and how Chinese is read (yyq-pinyin.h)
 *
 * What is typed is taken apart at white space, and every word of it must be found:
 *
 *   KEY    letters and digits alone: they begin a key. So any part of a number or of a Latin word
 *          finds it, and the beginning of a reading finds a name.
 *   TEXT   anything else is a part of the text; Chinese is never found by how it is read.
 *   MIXED  letters with Chinese: a part of the text, too, or the beginning of a reading whose
 *          Chinese characters stand in the text ("zhou子", "周zh").
 *
 * Width and case do not matter. Texts are folded before they are looked at; what is compared is
 * always folded on both sides. All functions are for any thread.
 */

/* Of a key, and of a word that has to begin one, so many letters count. */
#define YYQ_SEARCH_KEY_LENGTH 24

/* Changes with what is kept for a text: what was kept under another one must be made anew. */
const char *yyq_search_get_form (void);

/* NFKC and case folded: full-width letters find half-width ones. Never NULL. */
char *yyq_search_fold (const char *text);

/* (transfer full): all tokens of a text, distinct. */
GStrv yyq_search_tokens_of_text (const char *text);

/* (transfer full): its keys alone. */
GStrv yyq_search_keys_of_text (const char *text);

typedef enum {
  YYQ_SEARCH_WORD_KEY,
  YYQ_SEARCH_WORD_TEXT,
  YYQ_SEARCH_WORD_MIXED,
} YyqSearchWordKind;

typedef struct {
  YyqSearchWordKind kind;
  char *text;       /* (owned): folded */
  GStrv characters; /* (owned): runs of letters outside ASCII; a text with the word has them all */
  GStrv tokens;     /* (owned): what such a text has of the first sort of tokens */
  GStrv keys;       /* (owned): runs of ASCII; each of them begins one of such a text's keys */
  GStrv readings;   /* (owned): of MIXED: one of them may begin a key instead of these */
} YyqSearchWord;

/* (transfer full) (element-type YyqSearchWord): of more words than a person types the rest does not
 * count. */
GPtrArray *yyq_search_parse (const char *query);

/* Is a text without its word known by its tokens alone? Else the text has to be looked at. */
gboolean yyq_search_word_is_exact (const YyqSearchWord *self);

/* What the search means: @folded has the word. */
gboolean yyq_search_word_is_in (const YyqSearchWord *self, const char *folded);

G_END_DECLS
