/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One run of the real yyqctl in a folder of the test's own. */
typedef struct {
  char *out;
  char *complaints;
  int status; /* exit code; -1 when it crashed */
} YyqCtlResult;

typedef struct {
  const char *pin;      /* (nullable): on descriptor 3 */
  const char *softhsm;  /* (nullable): SOFTHSM2_CONF */
  const char *language; /* (nullable): LANGUAGE with LC_ALL=zh_CN.UTF-8; else C.UTF-8 */
  guint64 largest_file; /* RLIMIT_FSIZE; 0: no limit */
} YyqCtlSetting;

/* (transfer full): @arguments end with NULL. Serves the main context meanwhile. */
YyqCtlResult *yyq_ctl_run (const YyqCtlSetting *setting, const char *const *arguments);
void yyq_ctl_result_free (YyqCtlResult *self);

/* (transfer full): the path of a file with these bytes below @folder. */
char *yyq_ctl_put_file (const char *folder, const char *name, GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCtlResult, yyq_ctl_result_free)

G_END_DECLS
