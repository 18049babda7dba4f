/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-audit.h"
#include "yyq-platform.h"
#include "yyq-template-wish.h"

G_BEGIN_DECLS

/*
 * What is done to templates (manual chapter 7). Each act stands in the caller's transaction, and
 * derives there from the template's own unit whether it is permitted, asks its state and the
 * version that the caller knew, writes it, a row of the log and an entry of the feed. Errors:
 * YYQ_SERVICE_ERROR_NOT_FOUND also for what may not be seen, FORBIDDEN for what may be seen but not
 * changed, CONFLICT for another version; YYQ_RULE_ERROR_STATE; YYQ_RULE_ERROR_CONTENT with the JSON
 * pointer; YYQ_STORE_ERROR.
 */

/* Who does it. Borrowed. */
typedef struct {
  YyqPlatform *platform;
  const YyqAccess *access; /* made in this transaction */
  const char *remote;      /* (nullable): address it came from */
} YyqTemplateActor;

/* A template, and its content as text. Owned. */
typedef struct {
  YyqTemplate *template;
  char *text;
} YyqTemplateWhole;

void yyq_template_whole_clear (YyqTemplateWhole *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqTemplateWhole, yyq_template_whole_clear)

/* One that @access may view; in no transaction. */
gboolean yyq_template_service_read (YyqPlatform *platform, const YyqAccess *access, const char *id,
                                    YyqTemplateWhole *whole, GError **error);

/*
 * (transfer full): the template, when @actor may do @act to it with @permission, and it is of this
 * @version. Before the transaction, too, so that nothing slow is done for nothing.
 */
YyqTemplate *yyq_template_service_take (const YyqTemplateActor *actor, const char *id,
                                        const char *permission, YyqTemplateAct act, gint64 version,
                                        GError **error);

/* @whole (out): as it is now. */
gboolean yyq_template_service_create (const YyqTemplateActor *actor, const YyqTemplateWish *wish,
                                      YyqTemplateWhole *whole, GError **error);
gboolean yyq_template_service_edit (const YyqTemplateActor *actor, const char *id,
                                    const YyqTemplateWish *wish, YyqTemplateWhole *whole,
                                    GError **error);
gboolean yyq_template_service_open (const YyqTemplateActor *actor, const char *id, gint64 version,
                                    YyqTemplateWhole *whole, GError **error);
gboolean yyq_template_service_close (const YyqTemplateActor *actor, const char *id, gint64 version,
                                     YyqTemplateWhole *whole, GError **error);
gboolean yyq_template_service_copy (const YyqTemplateActor *actor, const char *id,
                                    const YyqTemplateWish *wish, YyqTemplateWhole *whole,
                                    GError **error);
gboolean yyq_template_service_roll_back (const YyqTemplateActor *actor, const char *id,
                                         gint64 version, gint64 edition, YyqTemplateWhole *whole,
                                         GError **error);
gboolean yyq_template_service_remove (const YyqTemplateActor *actor, const char *id, gint64 version,
                                      GError **error);

/*
 * For acts of other files: @template, changed, has the content @text, which names @content's files
 * (both nullable: as it was), and is written by @actor as @action. @before: what it was; @change
 * (nullable): what else the log tells.
 */
typedef struct {
  YyqTemplate *before;
  YyqTemplate *template;
  YyqTemplateContent *content;
  const char *text;
  const char *action;
  const YyqAuditChange *change;
} YyqTemplateWriting;

gboolean yyq_template_service_write (const YyqTemplateActor *actor,
                                     const YyqTemplateWriting *writing, GError **error);

G_END_DECLS
