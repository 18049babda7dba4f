/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* What the UKey commands are told to look at; filled by their options. */
typedef struct {
  char **modules;    /* (nullable): paths of drivers; none: those that are installed */
  char *token;       /* (nullable): label or serial number */
  char *certificate; /* (nullable): SHA-256 in hex, or its beginning */
} YyqCtlUkeyChoice;

void yyq_ctl_ukey_choice_clear (YyqCtlUkeyChoice *choice);

/* (transfer full): end it with yyq_ukey_manager_stop(). */
YyqUkeyManager *yyq_ctl_ukey_open (const YyqCtlUkeyChoice *choice);

/*
 * The one usable certificate that @choice leaves; both (transfer full). Errors:
 * YYQ_UKEY_ERROR_NO_TOKEN, _NO_CERTIFICATE, also when more than one is left, which the message
 * lists.
 */
gboolean yyq_ctl_ukey_choose (YyqUkeyManager *manager, const YyqCtlUkeyChoice *choice,
                              YyqUkey **ukey, YyqUkeyCertificate **certificate, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqCtlUkeyChoice, yyq_ctl_ukey_choice_clear)

G_END_DECLS
