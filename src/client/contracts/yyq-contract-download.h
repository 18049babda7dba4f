/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-contract.h"

G_BEGIN_DECLS

/* (transfer full): a file name from title and number that every file system takes, with ".pdf". */
char *yyq_contract_download_suggest_name (YyqContract *contract);

G_END_DECLS
