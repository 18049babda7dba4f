/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-seal.h"
#include "yyq-sign-session.h"
#include "yyq-sign-work.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What must be right before a UKey signs. Each adds what it found to @checks (of YyqSignCheck);
 * FALSE with the error that ends the operation. Main thread.
 */

/* What is leased must be what the clerk has read, and show the seal that he has seen. */
gboolean yyq_sign_judge_lease (GListStore *checks, YyqContract *contract, YyqSeal *seal,
                               YyqSignSession *lease, GError **error);

/* The revision that the lease is for, to the byte. */
gboolean yyq_sign_judge_document (GListStore *checks, YyqSignSession *lease, GBytes *document,
                                  GError **error);

/* Earlier signatures, and the field that is to be signed; after YYQ_SIGN_STEP_CHECK. */
gboolean yyq_sign_judge_base (GListStore *checks, const YyqSignWork *work, GError **error);

/* Before the PIN is used: the platform would refuse it afterwards. After YYQ_SIGN_STEP_CHECK. */
gboolean yyq_sign_judge_certificate (GListStore *checks, const YyqSignWork *work, GError **error);

G_END_DECLS
