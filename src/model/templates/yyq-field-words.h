/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words by which rules on pages name what a control is, what it is filled from, and whose it
 * is. They are words of files, not of people: never translated. */

typedef enum {
  YYQ_FIELD_PARTY_NONE,
  YYQ_FIELD_PARTY_EMPLOYER, /* 甲 */
  YYQ_FIELD_PARTY_WORKER,   /* 乙 */
} YyqFieldParty;

/* (transfer none) (nullable): the same word, static, when it is a kind of control: "text",
 * "company-seal". */
const char *yyq_field_word_find_kind (const char *word);

/* (transfer none) (nullable): the same business key, static: "劳动者.姓名". 甲方 and 用人单位 stand
 * for 单位, 乙方 for 劳动者. */
const char *yyq_field_word_find_key (const char *key);

/* Whose a thing is whose name begins with a party or a group of keys: 甲方.名称, 单位.名称; NONE
 * for others. @rest (nullable): what is behind the dot, or all of it. */
YyqFieldParty yyq_field_word_find_party (const char *name, const char **rest);

G_END_DECLS
