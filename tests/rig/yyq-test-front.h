/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * Stands between a client and a platform on the loopback, passes everything on, and spoils what it
 * is told to spoil. Goes away and comes back at the same port. Lives in the test's own main
 * context.
 */
typedef struct _YyqTestFront YyqTestFront;

YyqTestFront *yyq_test_front_new (void);
void yyq_test_front_free (YyqTestFront *self);

/* "http://127.0.0.1:40123" */
const char *yyq_test_front_get_url (YyqTestFront *self);

/* Where requests go; (nullable): nowhere, the answer is 502. */
void yyq_test_front_set_target (YyqTestFront *self, const char *url);

/* Answers below @path itself; @data outlives it. */
void yyq_test_front_add (YyqTestFront *self, const char *path, SoupServerCallback callback,
                         gpointer data);

typedef enum {
  YYQ_TEST_FAULT_STATUS_500, /* the platform is not asked */
  YYQ_TEST_FAULT_LOSE_REPLY, /* the platform does it; the connection ends before a byte of the
                                answer */
  YYQ_TEST_FAULT_CUT_REPLY,  /* ... in the middle of it */
  YYQ_TEST_FAULT_SILENT,     /* the platform is not asked and no answer ever comes */
  YYQ_TEST_FAULT_GARBAGE,    /* 200 and a text that is not JSON */
  YYQ_TEST_FAULT_GONE_410,   /* the platform is not asked */
} YyqTestFault;

/* From now on streams of events are passed on, piece by piece; until then there are none (404), as
 * on an older platform, and nothing comes that nobody has asked for. */
void yyq_test_front_pass_events (YyqTestFront *self);

/* Spoils the next @times requests whose method and path, "POST /api/v1/...", hold @part. */
void yyq_test_front_spoil (YyqTestFront *self, const char *part, YyqTestFault fault, guint times);
/* All requests are served again; what is silent loses its connection. */
void yyq_test_front_heal (YyqTestFront *self);

/* Nobody listens any more; and again at the same port. */
void yyq_test_front_go_down (YyqTestFront *self);
void yyq_test_front_come_up (YyqTestFront *self);

/* How many requests with @part in method and path came. */
guint yyq_test_front_count (YyqTestFront *self, const char *part);

/* (transfer full) (element-type utf8): the idempotency keys that came with them, in order. */
GPtrArray *yyq_test_front_list_keys (YyqTestFront *self, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestFront, yyq_test_front_free)

G_END_DECLS
