/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-note.h"

static GType
note_kind_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_TEST_NOTE_KIND_URGENT, "YYQ_TEST_NOTE_KIND_URGENT", "urgent" },
    { YYQ_TEST_NOTE_KIND_LATER, "YYQ_TEST_NOTE_KIND_LATER", "later" },
    { YYQ_TEST_NOTE_KIND_DONE, "YYQ_TEST_NOTE_KIND_DONE", "done" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqTestNoteKind", values));
  return type;
}

YYQ_DEFINE_RECORD (YyqTestNote, yyq_test_note, TEST_NOTE)

static const YyqEntityColumn note_columns[] = {
  { "text", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "kind" },
  { "due_at" },
  { "mine" },
  { NULL },
};

static const YyqEntitySort note_sorts[] = {
  { "due_at", "due_at" },
  { "kind", "kind", "due_at" },
  { NULL },
};

static const YyqEntityFilter note_filters[] = {
  { "urgent", { { "kind", "urgent" } } },
  { "mine", { { "kind", "later" }, { "mine", "1" } } },
  { NULL },
};

static void
list_documents (gpointer record, GPtrArray *documents)
{
  const YyqTestNote *note = record;

  if (note->sha256 != NULL)
    g_ptr_array_add (documents, g_strdup (note->sha256));
}

const YyqEntity yyq_test_note_entity = {
  .name = "note",
  .get_type = yyq_test_note_get_type,
  .path = "/notes",
  .permission = "note.view",
  .columns = note_columns,
  .sorts = note_sorts,
  .filters = note_filters,
  .list_documents = list_documents,
};

YYQ_DEFINE_RECORD (YyqTestLaterNote, yyq_test_later_note, TEST_LATER_NOTE)

static const YyqEntityColumn later_columns[] = {
  { "text", YYQ_ENTITY_SEARCHED },
  { "place", YYQ_ENTITY_SEARCHED },
  { NULL },
};

static const YyqEntitySort later_sorts[] = {
  { "place", "place" },
  { NULL },
};

const YyqEntity yyq_test_later_note_entity = {
  .name = "note",
  .get_type = yyq_test_later_note_get_type,
  .path = "/notes",
  .permission = "note.view",
  .columns = later_columns,
  .sorts = later_sorts,
};
