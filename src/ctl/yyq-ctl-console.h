/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

/*
 * What all subcommands share on the command line. Options are read with GOption; @usage is shown
 * behind the options ("IN OUT"). Prints the mistake and returns FALSE unless between @n_min and
 * @n_max arguments remain.
 */
gboolean yyq_ctl_parse (const GOptionEntry *entries, const char *usage, const char *summary,
                        int *argc, char ***argv, int n_min, int n_max);

/* Says on stderr what went wrong, what to do, and the technical message. @subject (nullable): a
 * file's name. */
void yyq_ctl_complain (const char *subject, const GError *error);

/* To stdout, over several lines. */
void yyq_ctl_print_json (JsonBuilder *builder);

/*
 * (transfer full): a PIN or password of 1 to 255 bytes: up to the first line end from @fd, or, with
 * @fd -1, from the terminal without showing it. It never passes through a buffer that stays.
 * Errors: G_IO_ERROR_CANCELLED, G_IO_ERROR_NOT_SUPPORTED without a terminal, G_IO_ERROR.
 */
YyqSecret *yyq_ctl_read_secret (int fd, const char *prompt, GError **error);

G_END_DECLS
