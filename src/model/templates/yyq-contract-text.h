/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A contract's text as rules on it want to read it. Any thread. */

/*
 * (transfer full): one writing for what looks alike: widths folded (NFKC), so that "：" is ":", and
 * no gap left beside a Chinese character, because a text layer has them where lines break.
 */
char *yyq_contract_text_fold (const char *paragraph);

/*
 * (transfer full): the paragraphs of a text layer's lines (NULL-terminated): a line as wide as the
 * widest goes on in the next one, unless its sentence ends there or a title follows.
 */
char **yyq_contract_text_join (const char *const *lines);

/* Whether a folded paragraph is the title of a clause: it has a number, is short and is no
 * sentence. */
gboolean yyq_contract_text_is_title (const char *folded);

/* Whether folded text matches a regular expression of GRegex. @pattern (nullable): static, compiled
 * once; nothing matches NULL. */
gboolean yyq_contract_text_has (const char *folded, const char *pattern);

/* (transfer full) (nullable): what the first group of such an expression matches. */
char *yyq_contract_text_find (const char *folded, const char *pattern);

/* (transfer full): the sentences of a folded paragraph, without what ends them. */
char **yyq_contract_text_split (const char *folded);

G_END_DECLS
