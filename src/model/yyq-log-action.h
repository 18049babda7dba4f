/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"

G_BEGIN_DECLS

/*
 * What can stand in the log (manual chapter 10): whatever writes an entry names one of these. The
 * words of the platform's files are Chinese, whoever asks for them; the client has its own by
 * gettext, and a test holds the one against the other.
 */
typedef struct {
  const char *name; /* "contract.sign": in the database, in the hash, on the wire */
  YyqLogModule module;
  const char *title;   /* N_() */
  const char *chinese; /* the same */
} YyqLogAction;

/* (nullable): NULL for what this version does not know. */
const YyqLogAction *yyq_log_action_find (const char *name);

/* All of them. */
const YyqLogAction *yyq_log_action_list (guint *n);

/* (transfer container): the names of a module's actions, all actions for ALL. */
const char **yyq_log_action_names (YyqLogModule module);

/* Of modules and of the members that an entry tells the changes of; an unknown name is its own
 * word. The values of some members are words, too: state, kind, template-kind, revealed. */
typedef struct {
  const char *name;
  const char *title;
  const char *chinese;
} YyqLogWord;

const YyqLogWord *yyq_log_word_of_module (YyqLogModule module);
const YyqLogWord *yyq_log_word_of_field (const char *field);                    /* (nullable) */
const YyqLogWord *yyq_log_word_of_value (const char *field, const char *value); /* (nullable) */

G_END_DECLS
