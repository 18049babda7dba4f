/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-open-reply.h"

G_BEGIN_DECLS

/* (transfer full): what comes next of a body that is made while it is sent; NULL with an error. */
typedef GBytes *(*YyqBodyNext) (gpointer source, GError **error);

/* What a handler answers. Status 500 until something is set: a handler that forgets is an error. */
typedef struct {
  guint status;
  char *content_type;
  GBytes *body;     /* (nullable) */
  YyqBodyNext next; /* (nullable): instead of @body */
  gpointer source;  /* (owned) */
  GDestroyNotify free_source;
  gint64 length;       /* of what @next gives in all, in bytes */
  gint64 given;        /* of that, so far */
  YyqOpenReply *open;  /* (owned) (nullable): instead of a body */
  GHashTable *headers; /* name -> value, without Content-Type */
  char *problem;       /* the problem code when the reply is one */
  gboolean
    again;       /* the transaction was given up for another's: the request may be worked on anew */
  gboolean keep; /* commit even though the reply is an error (counted failures) */
} YyqResponse;

YyqResponse *yyq_response_new (void);
void yyq_response_free (YyqResponse *self);

/* As it was when it was new. */
void yyq_response_reset (YyqResponse *self);

/* @body is referenced; NULL for an empty reply. */
void yyq_response_set (YyqResponse *self, guint status, const char *content_type, GBytes *body);
/*
 * A body of @length bytes that @next gives in pieces, from the thread that sends it, after the
 * handler has ended. @source is the response's.
 */
void yyq_response_set_stream (YyqResponse *self, guint status, const char *content_type,
                              gint64 length, YyqBodyNext next, gpointer source,
                              GDestroyNotify free_source);

/* A body without an end: what is said in @open (referenced), as long as it lasts. */
void yyq_response_set_open (YyqResponse *self, guint status, const char *content_type,
                            YyqOpenReply *open);

/* Bytes of the body, whichever it is; none of an open one. */
gint64 yyq_response_get_length (YyqResponse *self);

/* The next piece of a stream: YYQ_BODY_END after the last. FAILED: it ends before its length. */
typedef enum {
  YYQ_BODY_PIECE,
  YYQ_BODY_END,
  YYQ_BODY_FAILED,
} YyqBodyState;
YyqBodyState yyq_response_next (YyqResponse *self, GBytes **piece);

/* Has a stream given all of its length? */
gboolean yyq_response_is_at_end (YyqResponse *self);

/* For a transport that cannot send in pieces: all of the stream becomes @body. FALSE: it failed. */
gboolean yyq_response_collect (YyqResponse *self);

void yyq_response_set_header (YyqResponse *self, const char *name, const char *value);

/*
 * application/problem+json (RFC 9457). @code is one of the codes of data/openapi and decides
 * status and title; an unknown one is a programming error. @pointer: JSON pointer to the offending
 * member. @detail is for people who read logs: no personal data.
 */
void yyq_response_set_problem (YyqResponse *self, const char *code, const char *detail,
                               const char *pointer);

/* The problem "invalid", with a word for what is wrong with the member at @pointer. */
void yyq_response_set_invalid (YyqResponse *self, const char *detail, const char *pointer,
                               const char *reason);

/* One more member of the problem that was set (RFC 9457 §3.2). */
void yyq_response_add_number (YyqResponse *self, const char *name, gint64 value);

/* (transfer full): sealed with an id of its own; for what never gets as far as the router. */
YyqResponse *yyq_response_new_refusal (const char *code);

/* Called by the router last: the problem's instance is only known there. */
void yyq_response_seal (YyqResponse *self, const char *request_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqResponse, yyq_response_free)

G_END_DECLS
