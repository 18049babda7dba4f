/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-outbox-runner.h"
#include "yyq-recording-platform.h"
#include "yyq-store-fixture.h"

G_BEGIN_DECLS

/* Its commands go to a recording platform; "test.now" does not wait. */
extern const YyqCommandKind outbox_test_kind;
extern const YyqCommandKind outbox_test_now_kind;

/* The outbox of one client on the disk, and what sends it. */
typedef struct {
  YyqDatabase *database;
  YyqOutbox *outbox;
  YyqApiClient *client;
  YyqOutboxRunner *runner;
} OutboxClient;

/* In @directory; logged in at @url as far as the client knows. */
void outbox_client_open (OutboxClient *self, const char *directory, const char *url);

/* Until nothing of it is left: then another one can open the directory. */
void outbox_client_close (OutboxClient *self);

/* As if the time to try again had come; what is not asked for here happens by itself. */
void outbox_client_let_time_pass (OutboxClient *self);

G_END_DECLS
