/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-party.h"
#include "yyq-seal.h"
#include "yyq-session.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_SIGN_PHASE_IDLE,
  YYQ_SIGN_PHASE_PREPARING, /* takes the lease, fetches the document */
  YYQ_SIGN_PHASE_CHECKING,  /* hash and earlier signatures */
  YYQ_SIGN_PHASE_SIGNING,   /* the UKey works */
  YYQ_SIGN_PHASE_STAMPING,  /* the time-stamp authority is asked */
  YYQ_SIGN_PHASE_SENDING,
  YYQ_SIGN_PHASE_DONE,
  YYQ_SIGN_PHASE_FAILED,
} YyqSignPhase;

#define YYQ_TYPE_SIGN_PHASE (yyq_sign_phase_get_type ())
GType yyq_sign_phase_get_type (void);

/* One line of what was checked before and after signing. */
#define YYQ_TYPE_SIGN_CHECK (yyq_sign_check_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignCheck, yyq_sign_check, YYQ, SIGN_CHECK, GObject)

/* Translated; also properties "title", "detail" (nullable) and "passed". */
const char *yyq_sign_check_get_title (YyqSignCheck *self);
const char *yyq_sign_check_get_detail (YyqSignCheck *self);
gboolean yyq_sign_check_get_passed (YyqSignCheck *self);

/*
 * The employer's signature on one contract (architecture D3, D4): lease, fetch, check, sign with
 * the UKey, time stamp, keep on disk, send. Runs once. Main thread; what blocks runs in workers. A
 * signature that was made is never lost: when sending fails it stays in the outbox with its
 * idempotency key, and "pending" is TRUE.
 *
 * Properties, read-only: phase (YyqSignPhase), stamping (boolean: done, but the platform still
 * waits for the time stamp), pending (boolean), checks (GListModel of YyqSignCheck).
 */
#define YYQ_TYPE_SIGN_OPERATION (yyq_sign_operation_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignOperation, yyq_sign_operation, YYQ, SIGN_OPERATION, GObject)

YyqSignOperation *yyq_sign_operation_new (YyqSession *session, YyqContract *contract,
                                          YyqParty *party);

/* What to sign with; the PIN is dropped after the signature. */
void yyq_sign_operation_set_ukey (YyqSignOperation *self, YyqUkeyManager *manager, YyqUkey *ukey,
                                  YyqUkeyCertificate *certificate, YyqSecret *pin);
void yyq_sign_operation_set_seal (YyqSignOperation *self, YyqSeal *seal);

YyqSignPhase yyq_sign_operation_get_phase (YyqSignOperation *self);
gboolean yyq_sign_operation_get_stamping (YyqSignOperation *self);
gboolean yyq_sign_operation_get_pending (YyqSignOperation *self);
GListModel *yyq_sign_operation_get_checks (YyqSignOperation *self);

/* (transfer full): the contract as the platform has it now. */
void yyq_sign_operation_run_async (YyqSignOperation *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
YyqContract *yyq_sign_operation_run_finish (YyqSignOperation *self, GAsyncResult *result,
                                            GError **error);

G_END_DECLS
