/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-template-merge.h"

G_BEGIN_DECLS

/*
 * A template that a person makes or changes: it is here as he sees it, each change of it is kept at
 * once (a draft of the workspace, that survives kill -9), and what he finished goes to the platform
 * through the outbox: its making, its new PDFs and its content, in this order.
 *
 * New PDFs are normalised here as the platform does it, so that both know them by one hash; each is
 * a draft of its own until the platform has it.
 *
 * Main thread. Property "trouble" (boxed GError, nullable, read-only): why what was done could not
 * be kept.
 */
#define YYQ_TYPE_TEMPLATE_WORK (yyq_template_work_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateWork, yyq_template_work, YYQ, TEMPLATE_WORK, GObject)

/*
 * (transfer full): of the template @id, or (NULL) of a new one; what was begun before goes on.
 * @session is READY. Errors: YYQ_API_ERROR, YYQ_STORE_ERROR (BUSY: another window has it),
 * YYQ_RULE_ERROR_STATE: it is open.
 */
void yyq_template_work_open_async (YyqSession *session, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
YyqTemplateWork *yyq_template_work_open_finish (GAsyncResult *result, GError **error);

/* (transfer none): whole. Who changes it, or its content, calls save() afterwards. */
YyqTemplate *yyq_template_work_get_template (YyqTemplateWork *self);
void yyq_template_work_save (YyqTemplateWork *self);

/* The platform has none of it. */
gboolean yyq_template_work_is_new (YyqTemplateWork *self);

/* It was begun earlier, and goes on. */
gboolean yyq_template_work_is_found (YyqTemplateWork *self);

/* Something was changed. */
gboolean yyq_template_work_is_changed (YyqTemplateWork *self);

/* Where in the making the person is: kept with the rest. */
int yyq_template_work_get_step (YyqTemplateWork *self);
void yyq_template_work_set_step (YyqTemplateWork *self, int step);

/* All that was done is given up. Nothing else may be done with it then. */
void yyq_template_work_discard (YyqTemplateWork *self);

/* Files. @fraction: 0 to 1. */
typedef void (*YyqTemplateProgress) (double fraction, gpointer data);

/*
 * Reads and checks @file, and puts it behind the others, or in the place of @replaces (nullable).
 * (transfer full): the ids of controls whose page is gone. Errors: YYQ_PDF_ERROR, G_IO_ERROR.
 */
void yyq_template_work_add_file_async (YyqTemplateWork *self, GFile *file, const char *replaces,
                                       GCancellable *cancellable, YyqTemplateProgress progress,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yyq_template_work_add_file_finish (YyqTemplateWork *self, GAsyncResult *result,
                                              GError **error);
GPtrArray *yyq_template_work_remove_file (YyqTemplateWork *self, const char *id);
void yyq_template_work_move_file (YyqTemplateWork *self, const char *id, guint to);

/* (transfer full) (nullable): all pages in one file; NULL without an error: there are none. */
void yyq_template_work_load_pages_async (YyqTemplateWork *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);

/* The same of one of its files. */
void yyq_template_work_load_file_async (YyqTemplateWork *self, const char *id,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
GBytes *yyq_template_work_load_pages_finish (YyqTemplateWork *self, GAsyncResult *result,
                                             GError **error);

/*
 * It is finished, and goes to the platform. @waits: it goes later, when the platform can be
 * reached; else the platform has it. What somebody else did meanwhile is put together with it and
 * sent once more, unless both changed one thing: then FALSE with YYQ_API_ERROR_CONFLICT, and
 * get_merge() has both. Of any failure: all is here as before, and nothing of it waits.
 */
void yyq_template_work_send_async (YyqTemplateWork *self, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yyq_template_work_send_finish (YyqTemplateWork *self, GAsyncResult *result,
                                        gboolean *waits, GError **error);

/* (transfer none) (nullable): its clashes; choose() says how they end, take() takes the result. */
YyqTemplateMerge *yyq_template_work_get_merge (YyqTemplateWork *self);
void yyq_template_work_take_merge (YyqTemplateWork *self);

/* The template is gone, or open: what is here becomes a new one, with the files that are on this
 * computer. Errors: those of loading a document. */
void yyq_template_work_become_copy_async (YyqTemplateWork *self, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean yyq_template_work_become_copy_finish (YyqTemplateWork *self, GAsyncResult *result,
                                               GError **error);

G_END_DECLS
