/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-message.h"

G_BEGIN_DECLS

/* Messages in words. All (transfer full); (nullable) where there is nothing to say. */

/* "For you to sign" */
char *yyq_message_words_of_kind (YyqMessage *message);

/* What it is about: "Labour contract", "Check of evidence". */
char *yyq_message_words_of_object (YyqMessage *message);

/* "Today", "Yesterday", "23 Nov" */
char *yyq_message_words_of_day (YyqMessage *message);

/* "16:03:57" */
char *yyq_message_words_of_time (YyqMessage *message);

/* All of it, for blind people. */
char *yyq_message_words_of_all (YyqMessage *message);

G_END_DECLS
