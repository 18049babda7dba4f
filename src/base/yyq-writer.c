/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-writer.h"

static GPrivate writing = G_PRIVATE_INIT (NULL);

void
yyq_writer_enter (void)
{
  g_private_set (&writing, GINT_TO_POINTER (1));
}

void
yyq_writer_leave (void)
{
  g_private_set (&writing, NULL);
}

void
yyq_writer_check_is_free (const char *work)
{
  if (g_private_get (&writing) != NULL)
    g_critical ("%s while all other writers wait", work);
}
