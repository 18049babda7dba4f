/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-command.h"

#include <glib/gi18n.h>

#include "yyq-message.h"

const YyqCommandKind yyq_message_read_command = {
  .name = "message.read",
  .method = "POST",
  .path = "/messages/{object}/read",
  .label = N_ ("Message read"),
  .entity = "message",
  .get_reply_type = yyq_message_get_type,
  .waits = TRUE,
  .replaces_parked = TRUE,
};

const YyqCommandKind yyq_message_read_until_command = {
  .name = "message.read-until",
  .method = "POST",
  .path = "/messages/{object}/read-until",
  .label = N_ ("All messages read"),
  .entity = "message",
  .get_reply_type = yyq_message_get_type,
  .waits = TRUE,
  .replaces_parked = TRUE,
};

/* The body names it. */
const YyqCommandKind yyq_message_read_topic_command = {
  .name = "message.read-topic",
  .method = "POST",
  .path = "/messages/{object}/read-until",
  .label = N_ ("All messages of a kind read"),
  .entity = "message",
  .get_reply_type = yyq_message_get_type,
  .waits = TRUE,
  .replaces_parked = TRUE,
};
