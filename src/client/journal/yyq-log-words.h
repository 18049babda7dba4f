/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-log-entry.h"

G_BEGIN_DECLS

/* What the log says to people. (transfer full) each. */
char *yyq_log_words_of_action (YyqLogEntry *entry);
char *yyq_log_words_of_object (YyqLogEntry *entry); /* (nullable) */
char *yyq_log_words_of_actor (YyqLogEntry *entry);

/* What became different, one member behind @between: "State: Being signed → Completed". */
char *yyq_log_words_of_changes (YyqLogEntry *entry, const char *between);

/* All of it, a line each. */
char *yyq_log_words_of_entry (YyqLogEntry *entry);

G_END_DECLS
