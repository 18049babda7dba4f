/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * What a request says of a template, checked as far as that goes without the database, and before
 * the transaction. What it does not say is NULL or 0. Owned. Readers: errors YYQ_WIRE_ERROR and
 * YYQ_RULE_ERROR, with the JSON pointer.
 */
typedef struct {
  char *id;       /* of a new one, or of a new file */
  char *unit_id;  /* (nullable) */
  gint64 version; /* that it is about */
  char *name;
  YyqTemplateKind kind;
  char *folder, *tags;         /* (nullable) */
  YyqTemplateContent *content; /* (nullable) */
  char *text;                  /* (nullable): of that (yyq-template-text.h) */
  char *replaces;              /* (nullable): id of a file */
  GBytes *pdf;                 /* (nullable): as it was uploaded */
} YyqTemplateWish;

/* (transfer full) */
YyqTemplateWish *yyq_template_wish_read_new (JsonObject *body, GError **error);
YyqTemplateWish *yyq_template_wish_read_edit (JsonObject *body, GError **error);
YyqTemplateWish *yyq_template_wish_read_copy (JsonObject *body, GError **error);
YyqTemplateWish *yyq_template_wish_read_file (JsonObject *body, GError **error);

void yyq_template_wish_free (YyqTemplateWish *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTemplateWish, yyq_template_wish_free)

G_END_DECLS
