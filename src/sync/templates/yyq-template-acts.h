/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * What is done to a template as it stands in a list: opened, closed, deleted, copied, taken back.
 * Where the platform cannot be reached it waits in the outbox, and the list says so; the template
 * stays as it is until it was done. What is refused while somebody looks does not stay. @session is
 * READY; main thread. Errors: YYQ_API_ERROR, YYQ_STORE_ERROR.
 */

/* @act: OPEN, CLOSE or DELETE. */
void yyq_template_act_async (YyqSession *session, YyqTemplate *template, YyqTemplateAct act,
                             GAsyncReadyCallback callback, gpointer user_data);

/* A copy, closed, of the same unit and called @name. */
void yyq_template_copy_async (YyqSession *session, YyqTemplate *template, const char *name,
                              GAsyncReadyCallback callback, gpointer user_data);

/* Not without the platform. */
void yyq_template_roll_back_async (YyqSession *session, YyqTemplate *template, int edition,
                                   GAsyncReadyCallback callback, gpointer user_data);

/* Of all of them. @waits: it is done later. */
gboolean yyq_template_act_finish (GAsyncResult *result, gboolean *waits, GError **error);

/* May this account do it, and does the state of the template allow it? */
gboolean yyq_template_can (YyqSession *session, YyqTemplate *template, YyqTemplateAct act);

/* (transfer none) (nullable): in a word what has not reached the platform yet: "Waits to be sent",
 * "Not accepted". */
const char *yyq_template_get_pending_word (YyqSession *session, YyqTemplate *template);

G_END_DECLS
