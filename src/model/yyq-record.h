/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What every thing of this folder is: plain members. Its header lists them, once, and all else
 * comes from that list: the struct, which only its .c file sees, a getter of each member, and a
 * table. The table makes them properties (of the same name, with dashes), so that list views can
 * bind to them; src/wire reads and writes them by it. A new thing is in its header
 *
 *   #define YYQ_THING_MEMBERS(M, T)                                          \
 *     M (T, STRING, id, REQUIRED)                                            \
 *     M (T, DOUBLE, width, REQUIRED, .wire = "w")                            \
 *     M (T, ENUM, state, OPTIONAL, YyqThingState, yyq_thing_state_get_type)  \
 *     M (T, RECORD, owner, NULLABLE, YyqOwner, yyq_owner_get_type)           \
 *     M (T, LIST, parts, OPTIONAL, yyq_part_get_type)
 *   #define YYQ_TYPE_THING (yyq_thing_get_type ())
 *   YYQ_DECLARE_RECORD (YyqThing, yyq_thing, THING)
 *
 * with yyq_thing_new() and (transfer none) yyq_thing_get_width() and so on, and in its .c file
 *
 *   YYQ_DEFINE_RECORD (YyqThing, yyq_thing, THING)
 *
 * From outside a member is set as a property only. One thread at a time.
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
  YYQ_FIELD_RECORD, /* another record */
  YYQ_FIELD_LIST,   /* GListStore of records: always there, and read-only as a property */
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
  GType (*type) (void); /* of ENUM; of the other record; of the records in the list */
  const char *wire;     /* (nullable): its name in JSON, where that is another one */
} YyqField;

struct _YyqRecordClass {
  GObjectClass parent_class;

  const YyqField *fields;
  guint n_fields;
};

/* Each kind: what the struct holds, what the getter returns, and what the table tells besides. */
#define YYQ_KIND_STRING(...) (char *, const char *, __VA_ARGS__)
#define YYQ_KIND_INT(...) (int, int, __VA_ARGS__)
#define YYQ_KIND_INT64(...) (gint64, gint64, __VA_ARGS__)
#define YYQ_KIND_BOOLEAN(...) (gboolean, gboolean, __VA_ARGS__)
#define YYQ_KIND_DOUBLE(...) (double, double, __VA_ARGS__)
#define YYQ_KIND_ENUM(Enum, get_type, ...) (Enum, Enum, .type = get_type, __VA_ARGS__)
#define YYQ_KIND_STRV(...) (char **, const char *const *, __VA_ARGS__)
#define YYQ_KIND_BYTES(...) (GBytes *, GBytes *, __VA_ARGS__)
#define YYQ_KIND_RECORD(Record, get_type, ...) (Record *, Record *, .type = get_type, __VA_ARGS__)
#define YYQ_KIND_LIST(get_type, ...) (GListStore *, GListModel *, .type = get_type, __VA_ARGS__)

/* Of a kind, and of T, which is (Type, prefix). */
#define YYQ_FIRST(list) YYQ_FIRST_OF list
#define YYQ_FIRST_OF(first, ...) first
#define YYQ_SECOND(list) YYQ_SECOND_OF list
#define YYQ_SECOND_OF(first, second, ...) second
#define YYQ_OTHERS(list) YYQ_OTHERS_OF list
#define YYQ_OTHERS_OF(first, second, ...) __VA_ARGS__

/* What is made of a member: each of these is an M. */
#define YYQ_MEMBER(T, KIND, member, PRESENCE, ...) YYQ_FIRST (YYQ_KIND_##KIND (__VA_ARGS__)) member;
#define YYQ_FIELD(T, KIND, member, PRESENCE, ...)      \
  { .name = #member,                                   \
    .kind = YYQ_FIELD_##KIND,                          \
    .presence = YYQ_FIELD_##PRESENCE,                  \
    .offset = G_STRUCT_OFFSET (YYQ_FIRST (T), member), \
    YYQ_OTHERS (YYQ_KIND_##KIND (__VA_ARGS__)) },
#define YYQ_GETTER_NAMED(prefix, member) prefix##_get_##member
#define YYQ_GETTER_NAME(prefix, member) YYQ_GETTER_NAMED (prefix, member)
#define YYQ_GETTER(T, KIND, member, PRESENCE, ...) \
  YYQ_SECOND (YYQ_KIND_##KIND (__VA_ARGS__))       \
  YYQ_GETTER_NAME (YYQ_SECOND (T), member) (YYQ_FIRST (T) * self);
#define YYQ_GETTER_BODY(T, KIND, member, PRESENCE, ...)               \
  YYQ_SECOND (YYQ_KIND_##KIND (__VA_ARGS__))                          \
  YYQ_GETTER_NAME (YYQ_SECOND (T), member) (YYQ_FIRST (T) * self)     \
  {                                                                   \
    return (YYQ_SECOND (YYQ_KIND_##KIND (__VA_ARGS__))) self->member; \
  }

#define YYQ_DECLARE_RECORD(Type, prefix, NAME)              \
  G_DECLARE_FINAL_TYPE (Type, prefix, YYQ, NAME, YyqRecord) \
  Type *prefix##_new (void);                                \
  YYQ_##NAME##_MEMBERS (YYQ_GETTER, (Type, prefix))

/* The second one where something is not NULL, 0 or FALSE to begin with: yyq_thing_init() is written
 * there. */
#define YYQ_DEFINE_RECORD(Type, prefix, NAME)      \
  YYQ_DEFINE_RECORD_WITH_INIT (Type, prefix, NAME) \
  static void prefix##_init (Type *self) {}
#define YYQ_DEFINE_RECORD_WITH_INIT(Type, prefix, NAME)                                    \
  struct _##Type {                                                                         \
    YyqRecord parent_instance;                                                             \
    YYQ_##NAME##_MEMBERS (YYQ_MEMBER, (Type, prefix))                                      \
  };                                                                                       \
  G_DEFINE_FINAL_TYPE (Type, prefix, YYQ_TYPE_RECORD)                                      \
  static void prefix##_class_init (Type##Class *klass)                                     \
  {                                                                                        \
    static const YyqField fields[] = { YYQ_##NAME##_MEMBERS (YYQ_FIELD, (Type, prefix)) }; \
    yyq_record_class_set_fields (YYQ_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields)); \
  }                                                                                        \
  Type *prefix##_new (void) { return g_object_new (prefix##_get_type (), NULL); }          \
  YYQ_##NAME##_MEMBERS (YYQ_GETTER_BODY, (Type, prefix))

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

/* (transfer full): all of it, with copies of the records in it. */
gpointer yyq_record_copy (gpointer record);

/* Makes @record, which somebody shows, what @newer of the same class is, and tells what became
 * different. What @newer holds is shared from then on. */
void yyq_record_take_over (gpointer record, gpointer newer);

G_END_DECLS
