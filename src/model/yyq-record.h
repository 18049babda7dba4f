/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What every thing of this folder is: plain members, told in a table. The table makes them
 * properties (of the same name, with dashes), so that list views can bind to them; src/wire reads
 * and writes them by it. A new thing is a struct, its table and its getters:
 *
 *   struct _YyqThing {
 *     YyqRecord parent_instance;
 *     char *id;
 *     gint64 due_at;
 *   };
 *   static const YyqField fields[] = {
 *     YYQ_FIELD (YyqThing, id, REQUIRED),
 *     YYQ_FIELD (YyqThing, due_at, NULLABLE),
 *   };
 *   YYQ_DEFINE_RECORD (YyqThing, yyq_thing, fields)
 *
 * One thread at a time.
 */
#define YYQ_TYPE_RECORD (yyq_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqRecord, yyq_record, YYQ, RECORD, GObject)

typedef enum {
  YYQ_FIELD_STRING,
  YYQ_FIELD_INT,
  YYQ_FIELD_INT64,
  YYQ_FIELD_BOOLEAN,
  YYQ_FIELD_DOUBLE,
  YYQ_FIELD_ENUM, /* a word: the nick of its value */
  YYQ_FIELD_STRV,
  YYQ_FIELD_BYTES,  /* GBytes */
  YYQ_FIELD_OBJECT, /* another record */
  YYQ_FIELD_MODEL,  /* GListStore of records: always there, and read-only as a property */
} YyqFieldKind;

/* How a member stands in JSON. */
typedef enum {
  YYQ_FIELD_REQUIRED,
  YYQ_FIELD_OPTIONAL, /* may be missing; NULL, 0, FALSE and empty lists are left out */
  YYQ_FIELD_NULLABLE, /* NULL and 0 are null; may be missing too */
} YyqFieldPresence;

typedef struct {
  const char *name;
  YyqFieldKind kind;
  YyqFieldPresence presence;
  glong offset;
  GType (*type) (void); /* of ENUM; of the record of OBJECT; of the records in MODEL */
  const char *wire;     /* (nullable): its name in JSON, where that is another one */
} YyqField;

struct _YyqRecordClass {
  GObjectClass parent_class;

  const YyqField *fields;
  guint n_fields;
};

/* The kinds that C can tell apart; the others say what they are. */
/* clang-format off */
#define YYQ_FIELD_KIND(member) \
  _Generic ((member), \
    char *: YYQ_FIELD_STRING, \
    int: YYQ_FIELD_INT, \
    gint64: YYQ_FIELD_INT64, \
    double: YYQ_FIELD_DOUBLE, \
    char **: YYQ_FIELD_STRV, \
    GBytes *: YYQ_FIELD_BYTES)
/* clang-format on */
#define YYQ_FIELD_OF(Type, member, KIND, PRESENCE, ...)              \
  {                                                                  \
    .name = #member, .kind = KIND, .presence = YYQ_FIELD_##PRESENCE, \
    .offset = G_STRUCT_OFFSET (Type, member), __VA_ARGS__            \
  }
#define YYQ_FIELD(Type, member, PRESENCE, ...) \
  YYQ_FIELD_OF (Type, member, YYQ_FIELD_KIND (((Type *) NULL)->member), PRESENCE, __VA_ARGS__)
#define YYQ_FIELD_TRUTH(Type, member, PRESENCE) \
  YYQ_FIELD_OF (Type, member, YYQ_FIELD_BOOLEAN, PRESENCE)
#define YYQ_FIELD_WORD(Type, member, PRESENCE, get_type) \
  YYQ_FIELD_OF (Type, member, YYQ_FIELD_ENUM, PRESENCE, .type = get_type)
#define YYQ_FIELD_RECORD(Type, member, PRESENCE, get_type) \
  YYQ_FIELD_OF (Type, member, YYQ_FIELD_OBJECT, PRESENCE, .type = get_type)
#define YYQ_FIELD_LIST(Type, member, get_type) \
  YYQ_FIELD_OF (Type, member, YYQ_FIELD_MODEL, OPTIONAL, .type = get_type)

/* With yyq_thing_new(); the second one where something is not NULL, 0 or FALSE to begin with:
 * yyq_thing_init() is written there. */
#define YYQ_DEFINE_RECORD_WITH_INIT(Type, prefix, fields)                                  \
  G_DEFINE_FINAL_TYPE (Type, prefix, YYQ_TYPE_RECORD)                                      \
  static void prefix##_class_init (Type##Class *klass)                                     \
  {                                                                                        \
    yyq_record_class_set_fields (YYQ_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields)); \
  }                                                                                        \
  Type *prefix##_new (void) { return g_object_new (prefix##_get_type (), NULL); }
#define YYQ_DEFINE_RECORD(Type, prefix, fields)      \
  YYQ_DEFINE_RECORD_WITH_INIT (Type, prefix, fields) \
  static void prefix##_init (Type *self) {}

#define YYQ_RECORD_GET(Type, prefix, type, member) \
  type prefix##_get_##member (Type *self) { return self->member; }
#define YYQ_RECORD_GET_LIST(Type, prefix, member) \
  GListModel *prefix##_get_##member (Type *self) { return G_LIST_MODEL (self->member); }
#define YYQ_RECORD_GET_WORDS(Type, prefix, member)      \
  const char *const *prefix##_get_##member (Type *self) \
  {                                                     \
    return (const char *const *) self->member;          \
  }

/* @fields is static. In class_init only. */
void yyq_record_class_set_fields (YyqRecordClass *klass, const YyqField *fields, guint n_fields);

/* (transfer none): the table of the record's class. */
const YyqField *yyq_record_get_fields (gpointer record, guint *n_fields);

/* (transfer none): where the member of @record is. */
gpointer yyq_record_get_member (gpointer record, const YyqField *field);

/* Not for lists. Tells nobody: g_object_set() does. */
void yyq_record_set_member (gpointer record, const YyqField *field, const GValue *value);

/* Two of one class, member by member, an empty list of words like a missing one; @but (nullable): a
 * member that does not count. */
gboolean yyq_record_equal (gpointer record, gpointer other, const char *but);

/* Makes @record, which somebody shows, what @newer of the same class is, and tells what became
 * different. What @newer holds is shared from then on. */
void yyq_record_take_over (gpointer record, gpointer newer);

G_END_DECLS
