/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-kind.h"

G_BEGIN_DECLS

/* One message has been read; with the second all that came before it, too. */
extern const YyqCommandKind yyq_message_read_command;
extern const YyqCommandKind yyq_message_read_until_command;
extern const YyqCommandKind yyq_message_read_topic_command;

G_END_DECLS
