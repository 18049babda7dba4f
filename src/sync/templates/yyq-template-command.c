/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-command.h"

#include "yyq-template.h"
#include "yyq-wire.h"

#include <glib/gi18n.h>

/* A file of 10 MB on a slow line, which the platform then reads from end to end. */
#define FILE_MS 300000
#define EDIT_MS 60000

static const YyqRefusal edit_refusals[] = {
  { "conflict",
    N_ ("Somebody else changed the template meanwhile. Open it with “Edit”: what does not collide "
        "is put together, the rest is shown side by side. What you did is kept.") },
  { "not-in-this-state",
    N_ ("Somebody else opened the template meanwhile, and an open template is not changed. Close "
        "it and open it with “Edit”: what you did is kept.") },
  { "not-found",
    N_ (
      "The template was deleted meanwhile. What you did can be copied out here, and made anew.") },
  { "forbidden", N_ ("You may not change templates of this unit. Ask your administrator.") },
  { NULL, NULL },
};

static const YyqRefusal act_refusals[] = {
  { "conflict",
    N_ ("Somebody else changed the template meanwhile. Look at it, and do it once more.") },
  { "not-in-this-state",
    N_ ("The template is open, or closed, already. Look at it: perhaps there is nothing left to "
        "do.") },
  { "not-found", N_ ("The template was deleted meanwhile. There is nothing left to do.") },
  { "forbidden", N_ ("You may not do this with templates of this unit. Ask your administrator.") },
  { NULL, NULL },
};

/* (nullable): what it was called, for a person. */
static char *
describe (GBytes *body)
{
  g_autoptr (JsonNode) node = yyq_wire_parse (body, NULL);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, NULL) : NULL;
  const char *name = NULL;

  if (object == NULL || !yyq_wire_get_string (object, "name", &name, NULL))
    return NULL;
  return g_strdup_printf (_ ("Name: %s"), name);
}

const YyqCommandKind yyq_template_create_command = {
  .name = "template.create",
  .method = "POST",
  .path = "/templates",
  .label = N_ ("New template"),
  .refusals = edit_refusals,
  .entity = "template",
  .get_reply_type = yyq_template_get_type,
  .waits = TRUE,
  .describe = describe,
};

/* Its reply also tells which controls fell off, which is known here before. */
const YyqCommandKind yyq_template_file_command = {
  .name = "template.file",
  .method = "POST",
  .path = "/templates/{object}/files",
  .label = N_ ("File of a template"),
  .refusals = edit_refusals,
  .entity = "template",
  .deadline_ms = FILE_MS,
  .waits = TRUE,
  .describe = describe,
};

const YyqCommandKind yyq_template_edit_command = {
  .name = "template.edit",
  .method = "PUT",
  .path = "/templates/{object}",
  .label = N_ ("Changes of a template"),
  .refusals = edit_refusals,
  .entity = "template",
  .get_reply_type = yyq_template_get_type,
  .deadline_ms = EDIT_MS,
  .waits = TRUE,
  .replaces_parked = TRUE,
  .describe = describe,
};

const YyqCommandKind yyq_template_open_command = {
  .name = "template.open",
  .method = "POST",
  .path = "/templates/{object}/open",
  .label = N_ ("Template opened"),
  .refusals = act_refusals,
  .entity = "template",
  .get_reply_type = yyq_template_get_type,
  .waits = TRUE,
  .replaces_parked = TRUE,
};

const YyqCommandKind yyq_template_close_command = {
  .name = "template.close",
  .method = "POST",
  .path = "/templates/{object}/close",
  .label = N_ ("Template closed"),
  .refusals = act_refusals,
  .entity = "template",
  .get_reply_type = yyq_template_get_type,
  .waits = TRUE,
  .replaces_parked = TRUE,
};

const YyqCommandKind yyq_template_copy_command = {
  .name = "template.copy",
  .method = "POST",
  .path = "/templates/{target}/copy",
  .label = N_ ("Copy of a template"),
  .refusals = act_refusals,
  .entity = "template",
  .get_reply_type = yyq_template_get_type,
  .waits = TRUE,
  .describe = describe,
};

const YyqCommandKind yyq_template_roll_back_command = {
  .name = "template.roll-back",
  .method = "POST",
  .path = "/templates/{object}/roll-back",
  .label = N_ ("Template taken back to an earlier version"),
  .refusals = act_refusals,
  .entity = "template",
  .get_reply_type = yyq_template_get_type,
};

const YyqCommandKind yyq_template_delete_command = {
  .name = "template.delete",
  .method = "POST",
  .path = "/templates/{object}/delete",
  .label = N_ ("Template deleted"),
  .refusals = act_refusals,
  .entity = "template",
  .waits = TRUE,
  .replaces_parked = TRUE,
};
