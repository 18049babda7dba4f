/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-log-entry.h"

G_BEGIN_DECLS

/* What the log says to people of a YyqLogEntry. (transfer full) each. */
char *yyq_log_words_of_time (gpointer entry);
char *yyq_log_words_of_action (gpointer entry);
char *yyq_log_words_of_object (gpointer entry); /* (nullable) */
char *yyq_log_words_of_actor (gpointer entry);
char *yyq_log_words_of_changes (gpointer entry); /* "State: Being signed → Completed; ..." */

/* All of it, a line each. */
char *yyq_log_words_of_entry (gpointer entry);

G_END_DECLS
