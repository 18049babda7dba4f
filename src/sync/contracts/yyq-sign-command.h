/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-kind.h"

G_BEGIN_DECLS

/* A finished signature on its way (D4): object is the contract, target the sign session. */
extern const YyqCommandKind yyq_sign_command;

G_END_DECLS
