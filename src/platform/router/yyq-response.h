/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a handler answers. Status 500 until something is set: a handler that forgets is an error. */
typedef struct {
  guint status;
  char *content_type;
  GBytes *body;        /* (nullable) */
  GHashTable *headers; /* name -> value, without Content-Type */
  char *problem;       /* the problem code when the reply is one */
  gboolean keep;       /* commit even though the reply is an error (counted failures) */
} YyqResponse;

YyqResponse *yyq_response_new (void);
void yyq_response_free (YyqResponse *self);

/* @body is referenced; NULL for an empty reply. */
void yyq_response_set (YyqResponse *self, guint status, const char *content_type, GBytes *body);
void yyq_response_set_header (YyqResponse *self, const char *name, const char *value);

/*
 * application/problem+json (RFC 9457). @code is one of the codes of data/openapi.yaml and decides
 * status and title; an unknown one is a programming error. @pointer: JSON pointer to the offending
 * member. @detail is for people who read logs: no personal data.
 */
void yyq_response_set_problem (YyqResponse *self, const char *code, const char *detail, const char *pointer);

/* (transfer full): sealed with an id of its own; for what never gets as far as the router. */
YyqResponse *yyq_response_new_refusal (const char *code);

/* Called by the router last: the problem's instance is only known there. */
void yyq_response_seal (YyqResponse *self, const char *request_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqResponse, yyq_response_free)

G_END_DECLS
