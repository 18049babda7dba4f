/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * A platform on the loopback that answers what the test told it to, one answer a request, in order;
 * the last one again and again. Lives in the test's own main context.
 */
typedef enum {
  YYQ_FAULT_NONE,
  YYQ_FAULT_CUT,    /* promises the whole body, sends half of it and closes */
  YYQ_FAULT_SILENT, /* never answers */
} YyqFault;

typedef struct {
  const char *path; /* (nullable): only for this path */
  guint status;
  const char *body;
  const char *header; /* (nullable): "Name: value" */
  YyqFault fault;
} YyqFaultAnswer;

typedef struct _YyqFaultServer YyqFaultServer;

YyqFaultServer *yyq_fault_server_new (void);
void yyq_fault_server_free (YyqFaultServer *self);

/* The strings must live as long as the server. */
void yyq_fault_server_answer (YyqFaultServer *self, const YyqFaultAnswer *answer);

const char *yyq_fault_server_get_url (YyqFaultServer *self);

/* How many requests came, for @path (nullable: any), and a header of the last one. */
guint yyq_fault_server_count (YyqFaultServer *self, const char *path);
const char *yyq_fault_server_get_last (YyqFaultServer *self, const char *header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqFaultServer, yyq_fault_server_free)

G_END_DECLS
