/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-content.h"
#include "yyq-test-platform.h"

G_BEGIN_DECLS

/* Templates for tests of other things, and for those of every route. */

/*
 * A closed template of @unit with the id of @contract, whose PDF is its only file; it was opened
 * once. So whoever asks for the one with the routes of the other finds it.
 */
void yyq_test_template_add_like (YyqTestPlatform *self, const char *unit, YyqContract *contract);

/* (transfer full): {"version": ..., "name": "x", "kind": "other", "content": ...} */
char *yyq_test_template_body (gint64 version, YyqTemplateContent *content);

/* (transfer full): the member "content" of what was replied, or of its member @of (nullable). */
YyqTemplateContent *yyq_test_template_content (YyqTestReply *reply, const char *of);

/* A platform, and those who ask it; for yyq_test_add_both_ways(). */
typedef struct {
  YyqTestPlatform *platform;
  char *clerk;    /* all permissions */
  char *guest;    /* as many as a case gives him */
  char *stranger; /* of another company */
} YyqTestTemplates;

void yyq_test_template_set_up (YyqTestTemplates *self, gconstpointer data);

void yyq_test_template_tear_down (YyqTestTemplates *self, gconstpointer data);

/* @what: "/open", "" for the template itself; @body (nullable). */
YyqTestReply *yyq_test_template_call (YyqTestTemplates *self, const char *token, const char *method,
                                      const char *id, const char *what, const char *body);

YyqTestReply *yyq_test_template_get (YyqTestTemplates *self, const char *token, const char *id,
                                     const char *what);

/* An act that wants the version alone. */
YyqTestReply *yyq_test_template_act (YyqTestTemplates *self, const char *token, const char *id,
                                     const char *what, gint64 version);

YyqTestReply *yyq_test_template_create_with (YyqTestTemplates *self, const char *token,
                                             const char *id, const char *unit, const char *key);

/* (transfer full): the id of a new one of @unit. */
char *yyq_test_template_create (YyqTestTemplates *self, const char *unit);

/* @file_id, @replaces (nullable). */
YyqTestReply *yyq_test_template_upload_as (YyqTestTemplates *self, const char *token,
                                           const char *id, gint64 version, const char *file_id,
                                           const char *replaces, GBytes *pdf);

YyqTestReply *yyq_test_template_upload (YyqTestTemplates *self, const char *id, gint64 version,
                                        GBytes *pdf);

YyqTestReply *yyq_test_template_put (YyqTestTemplates *self, const char *token, const char *id,
                                     gint64 version, YyqTemplateContent *content);

gint64 yyq_test_template_number (YyqTestReply *reply, const char *name);

gboolean yyq_test_template_truth (YyqTestReply *reply, const char *name);

/* The pointer of a problem that is invalid; @code (nullable): its reason. */
void yyq_test_template_assert_invalid (YyqTestReply *reply, const char *pointer, const char *code);

/* (transfer full): of @pages pages. */
GBytes *yyq_test_template_make_pdf (guint pages);

/* (transfer none): the content has it. */
YyqControl *yyq_test_template_add_control (YyqTemplateContent *content, guint page);

YyqTemplateFile *yyq_test_template_nth_file (YyqTemplateContent *content, guint i);

/* (transfer full): a template of two pages with a control on the second; its version is 3. */
char *yyq_test_template_create_filled (YyqTestTemplates *self, const char *unit,
                                       YyqTemplateContent **content);

G_END_DECLS
