/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Links into the program, "yuyunqian://contract/ID", as an e-mail or a page may have them. Whoever
 * makes one can have something shown, and nothing done. (transfer full) (nullable): the id of the
 * contract; NULL: it is no such link.
 */
char *yyq_link_parse_contract (const char *uri);

G_END_DECLS
