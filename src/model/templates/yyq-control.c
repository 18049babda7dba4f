/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control.h"

#include "yyq-id.h"

YYQ_DEFINE_RECORD (YyqControl, yyq_control, CONTROL)

YyqControl *
yyq_control_new_of_kind (YyqControlKind kind, const char *party, guint page, double x, double y)
{
  const YyqControlKindInfo *info = yyq_control_kind_get_info (kind);
  g_autofree char *id = yyq_id_new ();

  return g_object_new (YYQ_TYPE_CONTROL, "id", id, "kind", kind, "party",
                       info->group == YYQ_CONTROL_GROUP_AUTOMATIC ? NULL : party, "key", info->key,
                       "page", (int) page, "x", x, "y", y, "width", info->width, "height",
                       info->height, "required", info->group == YYQ_CONTROL_GROUP_SIGN, NULL);
}

YyqControl *
yyq_control_copy (YyqControl *self, gboolean keep_id)
{
  YyqControl *copy = yyq_record_copy (self);

  if (!keep_id) {
    g_free (copy->id);
    copy->id = yyq_id_new ();
  }
  return copy;
}
