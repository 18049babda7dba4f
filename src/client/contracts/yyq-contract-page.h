/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * One contract: its document, what is known of it, download, print, and the way to sign it. Follows
 * the repository; a new revision is shown as soon as it is known. The session must be READY.
 */
#define YYQ_TYPE_CONTRACT_PAGE (yyq_contract_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractPage, yyq_contract_page, YYQ, CONTRACT_PAGE, YyqPage)

GtkWidget *yyq_contract_page_new (YyqSession *session, YyqUkeyManager *manager, const char *id);

const char *yyq_contract_page_get_id (YyqContractPage *self);

/* Opens the sign dialog, at once or as soon as the document is there; nothing when it is not our
 * turn. */
void yyq_contract_page_sign (YyqContractPage *self);

/* (transfer none) (nullable): the sign dialog while it is open. */
GtkWindow *yyq_contract_page_get_dialog (YyqContractPage *self);

G_END_DECLS
