/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control.h"
#include "yyq-preflight-note.h"
#include "yyq-template-file.h"
#include "yyq-template-party.h"

G_BEGIN_DECLS

/*
 * What a template is made of: one value, that is kept, sent, frozen, compared and merged as a
 * whole. The lists are GListStores. One thread at a time.
 */
#define YYQ_TEMPLATE_CONTENT_MEMBERS(M, T)                                      \
  M (T, LIST, files, OPTIONAL, yyq_template_file_get_type)                      \
  M (T, LIST, parties, OPTIONAL, yyq_template_party_get_type)                   \
  M (T, LIST, controls, OPTIONAL, yyq_control_get_type)                         \
  M (T, LIST, notes, OPTIONAL, yyq_preflight_note_get_type)                     \
  M (T, STRING, watermark, OPTIONAL) /* on every page; settings, no controls */ \
  M (T, BOOLEAN, qr_code, OPTIONAL)  /* where the contract can be checked */
#define YYQ_TYPE_TEMPLATE_CONTENT (yyq_template_content_get_type ())
YYQ_DECLARE_RECORD (YyqTemplateContent, yyq_template_content, TEMPLATE_CONTENT)

#define YYQ_TEMPLATE_MOST_CONTROLS 5000
#define YYQ_TEMPLATE_MOST_NOTES 200
#define YYQ_TEMPLATE_MOST_PARTIES 16
#define YYQ_TEMPLATE_MOST_FILES 20
#define YYQ_TEMPLATE_MOST_PAGES 500
#define YYQ_TEMPLATE_MOST_OPTIONS 100  /* of one control */
#define YYQ_TEMPLATE_LONGEST_TEXT 2000 /* characters of any one member */

/* (transfer full): with a worker and an employer, who signs last, and nothing else. */
YyqTemplateContent *yyq_template_content_new_for (YyqTemplateKind kind);

/* (transfer full): all of it, nothing shared. */
YyqTemplateContent *yyq_template_content_copy (YyqTemplateContent *self);

guint yyq_template_content_count_pages (YyqTemplateContent *self);

/* (transfer none) (nullable) */
YyqControl *yyq_template_content_find_control (YyqTemplateContent *self, const char *id);
YyqTemplateParty *yyq_template_content_find_party (YyqTemplateContent *self, const char *key);

/*
 * Whether it can be kept at all: ids and keys of parties are told once, controls lie on pages that
 * there are (they may reach over the edge while one works on them) and name parties that there are,
 * nothing is longer than the limits above. Otherwise FALSE with YYQ_RULE_ERROR_CONTENT, which says
 * where: "/controls/3/page". Whether it may be opened is more (yyq-preflight.h).
 */
gboolean yyq_template_content_check (YyqTemplateContent *self, GError **error);

G_END_DECLS
