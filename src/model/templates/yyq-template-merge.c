/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-merge.h"

#include "yyq-template-files.h"

/* Three lists of one kind are merged by key:
 *
 *   only in mine, or changed only by mine     mine
 *   only in theirs, or changed only by them   theirs
 *   removed by one, untouched by the other    removed
 *   changed by both alike                     once
 *   changed by both, or changed and removed   a clash
 *
 * During that a control's page is its place in a space that all three share: the file's number in
 * it times SPAN, and the page within the file. */
#define SPAN 1000

typedef struct {
  YyqTemplatePart part;
  const char *member; /* of the content: the list */
  const char *key;    /* of the record: what it is known by */
} Part;

static const Part parts[] = {
  { YYQ_TEMPLATE_PART_FILE, "files", "id" },
  { YYQ_TEMPLATE_PART_PARTY, "parties", "key" },
  { YYQ_TEMPLATE_PART_CONTROL, "controls", "id" },
};

/* What has no list. */
static const char *const template_members[] = { "name", "kind", "folder", "tags" };
static const char *const content_members[] = { "watermark", "qr-code" };

static void
clash_free (gpointer data)
{
  YyqTemplateClash *clash = data;

  g_free (clash->id);
  g_clear_object (&clash->mine);
  g_clear_object (&clash->theirs);
  g_free (clash->mine_text);
  g_free (clash->theirs_text);
  g_free (clash);
}

void
yyq_template_merge_free (YyqTemplateMerge *self)
{
  g_object_unref (self->merged);
  g_ptr_array_unref (self->clashes);
  g_ptr_array_unref (self->dropped);
  g_free (self);
}

/* Members */

static char *
say_value (const GValue *value)
{
  GValue text = G_VALUE_INIT;
  char *said;

  if (G_VALUE_HOLDS_ENUM (value)) {
    g_autoptr (GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));
    const GEnumValue *each = g_enum_get_value (klass, g_value_get_enum (value));

    return g_strdup (each != NULL ? each->value_nick : "");
  }
  if (G_VALUE_HOLDS_STRING (value))
    return g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
  g_value_init (&text, G_TYPE_STRING);
  g_value_transform (value, &text);
  said = g_value_dup_string (&text);
  g_value_unset (&text);
  return said;
}

/* NULL and "" are alike. */
static gboolean
is_alike (const GValue *a, const GValue *b)
{
  g_autofree char *one = say_value (a);
  g_autofree char *other = say_value (b);

  return g_str_equal (one, other);
}

/* What is the merged one's afterwards is in @merged. */
static void
merge_member (YyqTemplateMerge *self, const char *name, gpointer base, gpointer mine,
              gpointer theirs, gpointer merged)
{
  GValue values[3] = { G_VALUE_INIT, G_VALUE_INIT, G_VALUE_INIT };
  gpointer sources[3] = { base, mine, theirs };

  for (gsize i = 0; i < 3; i++)
    g_object_get_property (sources[i], name, &values[i]);
  if (!is_alike (&values[0], &values[1])) {
    g_object_set_property (merged, name, &values[1]);
    if (!is_alike (&values[0], &values[2]) && !is_alike (&values[1], &values[2])) {
      YyqTemplateClash *clash = g_new0 (YyqTemplateClash, 1);

      clash->part = YYQ_TEMPLATE_PART_MEMBER;
      clash->id = g_strdup (name);
      clash->mine_text = say_value (&values[1]);
      clash->theirs_text = say_value (&values[2]);
      g_ptr_array_add (self->clashes, clash);
    }
  }
  for (gsize i = 0; i < 3; i++)
    g_value_unset (&values[i]);
}

/* Lists */

static GListStore *
list_of (YyqTemplateContent *content, const Part *part)
{
  if (part->part == YYQ_TEMPLATE_PART_FILE)
    return G_LIST_STORE (yyq_template_content_get_files (content));
  if (part->part == YYQ_TEMPLATE_PART_PARTY)
    return G_LIST_STORE (yyq_template_content_get_parties (content));
  return G_LIST_STORE (yyq_template_content_get_controls (content));
}

static char *
key_of (gpointer record, const Part *part)
{
  char *key = NULL;

  g_object_get (record, part->key, &key, NULL);
  return key != NULL ? key : g_strdup ("");
}

/* (transfer full): key -> record (owned), and @order (nullable) gets the keys as they come. */
static GHashTable *
index_list (GListStore *list, const Part *part, GPtrArray *order)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++) {
    gpointer record = g_list_model_get_item (G_LIST_MODEL (list), i);
    char *key = key_of (record, part);

    if (order != NULL)
      g_ptr_array_add (order, g_strdup (key));
    g_hash_table_insert (index, key, record);
  }
  return index;
}

static gboolean
is_same (gpointer a, gpointer b)
{
  return a == b || (a != NULL && b != NULL && yyq_record_equal (a, b, NULL));
}

/* (transfer none) (nullable): what is in the merged list. */
static gpointer
decide (YyqTemplateMerge *self, const Part *part, const char *key, gpointer base, gpointer mine,
        gpointer theirs)
{
  YyqTemplateClash *clash;

  if (is_same (mine, theirs) || is_same (base, theirs))
    return mine;
  if (is_same (base, mine))
    return theirs;
  clash = g_new0 (YyqTemplateClash, 1);
  clash->part = part->part;
  clash->id = g_strdup (key);
  g_set_object ((GObject **) &clash->mine, mine);
  g_set_object ((GObject **) &clash->theirs, theirs);
  g_ptr_array_add (self->clashes, clash);
  return mine;
}

/* Mine in my order, and what only they have behind the one that it follows there. */
static void
weave (GPtrArray *mine, GPtrArray *theirs)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint place = 0;

  for (guint i = 0; i < mine->len; i++)
    g_hash_table_add (known, mine->pdata[i]);
  for (guint i = 0; i < theirs->len; i++) {
    if (!g_hash_table_contains (known, theirs->pdata[i])) {
      g_ptr_array_insert (mine, (int) place++, g_strdup (theirs->pdata[i]));
    } else {
      guint at = 0;

      if (g_ptr_array_find_with_equal_func (mine, theirs->pdata[i], g_str_equal, &at))
        place = at + 1;
    }
  }
}

static gboolean
is_same_order (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return a->len == b->len;
}

/* One of the three lists. */
typedef struct {
  GPtrArray *order;  /* (owned): char * */
  GHashTable *index; /* (owned): key -> record */
} Side;

static void
side_init (Side *self, YyqTemplateContent *content, const Part *part)
{
  self->order = g_ptr_array_new_with_free_func (g_free);
  self->index = index_list (list_of (content, part), part, self->order);
}

static void
side_clear (Side *self)
{
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->index);
}

/* Who did not touch the order gets the other's. */
static GPtrArray *
merge_order (const Side sides[3])
{
  const gboolean untouched = is_same_order (sides[0].order, sides[1].order);
  GPtrArray *order = untouched ? sides[2].order : sides[1].order;

  weave (order, untouched ? sides[1].order : sides[2].order);
  return order;
}

static void
merge_list (YyqTemplateMerge *self, const Part *part, YyqTemplateContent *contents[3],
            YyqTemplateContent *merged)
{
  g_autoptr (GPtrArray) result = g_ptr_array_new ();
  GListStore *list = list_of (merged, part);
  Side sides[3];
  GPtrArray *order;

  for (gsize i = 0; i < 3; i++)
    side_init (&sides[i], contents[i], part);
  order = merge_order (sides);
  for (guint i = 0; i < order->len; i++) {
    const char *key = order->pdata[i];
    gpointer record =
      decide (self, part, key, g_hash_table_lookup (sides[0].index, key),
              g_hash_table_lookup (sides[1].index, key), g_hash_table_lookup (sides[2].index, key));

    if (record != NULL)
      g_ptr_array_add (result, record);
  }
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), result->pdata,
                       result->len);
  for (gsize i = 0; i < 3; i++)
    side_clear (&sides[i]);
}

/* Pages */

/* Of all three, each with a number of its own. */
static GHashTable *
number_files (YyqTemplateContent *contents[3])
{
  GHashTable *numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < 3; i++) {
    GListModel *files = yyq_template_content_get_files (contents[i]);

    for (guint j = 0; j < g_list_model_get_n_items (files); j++) {
      g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, j);

      if (!g_hash_table_contains (numbers, yyq_template_file_get_id (file)))
        g_hash_table_insert (numbers, g_strdup (yyq_template_file_get_id (file)),
                             GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));
    }
  }
  return numbers;
}

static int
spread_page (YyqTemplateContent *content, GHashTable *numbers, int page)
{
  int within = 0;
  YyqTemplateFile *file = yyq_template_content_find_page (content, page, &within);
  const guint number =
    file != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, yyq_template_file_get_id (file)))
                 : 0;

  return (int) number * SPAN + within;
}

/* (transfer full): a copy whose controls lie in the space that all share. */
static YyqTemplateContent *
spread (YyqTemplateContent *content, GHashTable *numbers)
{
  YyqTemplateContent *copy = yyq_template_content_copy (content);
  GListModel *controls = yyq_template_content_get_controls (copy);
  const guint n = g_list_model_get_n_items (controls);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);
    const int last = yyq_control_get_last_page (control);

    g_object_set (control, "page", spread_page (content, numbers, yyq_control_get_page (control)),
                  "last-page", last > 0 ? spread_page (content, numbers, last) : 0, NULL);
  }
  return copy;
}

/* number -> first page in the merged template, -1: not there; and how many there are. */
typedef struct {
  GHashTable *numbers;
  YyqTemplateContent *content;
} Gather;

static int
gather_page (const Gather *self, int page)
{
  GListModel *files = yyq_template_content_get_files (self->content);
  const guint n = g_list_model_get_n_items (files);
  int first = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);
    const int number =
      GPOINTER_TO_INT (g_hash_table_lookup (self->numbers, yyq_template_file_get_id (file)));

    if (number == page / SPAN)
      return page % SPAN < yyq_template_file_get_pages (file) ? first + page % SPAN : -1;
    first += yyq_template_file_get_pages (file);
  }
  return -1;
}

/* (transfer full) (nullable): the control in the pages of @self; NULL: its page is not there. */
static YyqControl *
gather_control (const Gather *self, YyqControl *control)
{
  YyqControl *copy = yyq_control_copy (control, TRUE);
  const int page = gather_page (self, yyq_control_get_page (control));
  const int last = yyq_control_get_last_page (control);

  if (page < 0) {
    g_object_unref (copy);
    return NULL;
  }
  g_object_set (copy, "page", page, "last-page", last > 0 ? MAX (gather_page (self, last), 0) : 0,
                NULL);
  return copy;
}

static void
gather (YyqTemplateMerge *self, const Gather *space)
{
  GListStore *controls = G_LIST_STORE (yyq_template_content_get_controls (space->content));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (controls));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (G_LIST_MODEL (controls), i);
    YyqControl *placed = gather_control (space, control);

    if (placed != NULL)
      g_ptr_array_add (kept, placed);
    else
      g_ptr_array_add (self->dropped, g_strdup (yyq_control_get_id (control)));
  }
  g_list_store_splice (controls, 0, n, kept->pdata, kept->len);
}

/* What is shown side by side lies where it is now. */
static void
gather_clashes (YyqTemplateMerge *self, const Gather *space)
{
  for (guint i = 0; i < self->clashes->len; i++) {
    YyqTemplateClash *clash = self->clashes->pdata[i];
    gpointer *sides[] = { &clash->mine, &clash->theirs };

    if (clash->part != YYQ_TEMPLATE_PART_CONTROL)
      continue;
    for (gsize s = 0; s < G_N_ELEMENTS (sides); s++) {
      gpointer placed = *sides[s] != NULL ? gather_control (space, *sides[s]) : NULL;

      g_clear_object (sides[s]);
      *sides[s] = placed;
    }
  }
}

/* All together */

static void
merge_content (YyqTemplateMerge *self, YyqTemplateContent *contents[3])
{
  g_autoptr (GHashTable) numbers = number_files (contents);
  g_autoptr (YyqTemplateContent) base = spread (contents[0], numbers);
  g_autoptr (YyqTemplateContent) mine = spread (contents[1], numbers);
  g_autoptr (YyqTemplateContent) theirs = spread (contents[2], numbers);
  g_autoptr (YyqTemplateContent) merged = yyq_template_content_copy (theirs);
  YyqTemplateContent *spreads[3] = { base, mine, theirs };
  const Gather space = { numbers, merged };

  for (gsize i = 0; i < G_N_ELEMENTS (content_members); i++)
    merge_member (self, content_members[i], base, mine, theirs, merged);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    merge_list (self, &parts[i], spreads, merged);
  gather (self, &space);
  gather_clashes (self, &space);
  yyq_template_set_content (self->merged, merged);
}

YyqTemplateMerge *
yyq_template_merge (YyqTemplate *base, YyqTemplate *mine, YyqTemplate *theirs)
{
  YyqTemplateMerge *self = g_new0 (YyqTemplateMerge, 1);
  YyqTemplateContent *contents[3] = { yyq_template_get_content (base),
                                      yyq_template_get_content (mine),
                                      yyq_template_get_content (theirs) };

  self->merged = yyq_record_copy (theirs);
  self->clashes = g_ptr_array_new_with_free_func (clash_free);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (template_members); i++)
    merge_member (self, template_members[i], base, mine, theirs, self->merged);
  merge_content (self, contents);
  return self;
}

/* Choosing */

static void
choose_member (YyqTemplateMerge *self, const YyqTemplateClash *clash, gboolean mine)
{
  const char *text = mine ? clash->mine_text : clash->theirs_text;
  const gboolean of_content = g_strv_contains (
    (const char *const[]){ content_members[0], content_members[1], NULL }, clash->id);
  gpointer record = of_content ? (gpointer) yyq_template_get_content (self->merged) : self->merged;
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (record), clash->id);

  if (G_IS_PARAM_SPEC_ENUM (pspec)) {
    GEnumValue *value = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, text);

    g_object_set (record, clash->id, value != NULL ? value->value : 0, NULL);
  } else if (G_IS_PARAM_SPEC_BOOLEAN (pspec)) {
    g_object_set (record, clash->id, g_str_equal (text, "TRUE"), NULL);
  } else {
    g_object_set (record, clash->id, text, NULL);
  }
}

static void
choose_record (YyqTemplateMerge *self, const Part *part, const YyqTemplateClash *clash,
               gpointer chosen)
{
  GListStore *list = list_of (yyq_template_get_content (self->merged), part);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint i = 0;

  for (; i < n; i++) {
    g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (list), i);
    g_autofree char *key = key_of (record, part);

    if (g_str_equal (key, clash->id))
      break;
  }
  g_list_store_splice (list, i, i < n ? 1 : 0, &chosen, chosen != NULL ? 1 : 0);
}

void
yyq_template_merge_choose (YyqTemplateMerge *self, guint i, gboolean mine)
{
  const YyqTemplateClash *clash = self->clashes->pdata[i];

  if (clash->part == YYQ_TEMPLATE_PART_MEMBER) {
    choose_member (self, clash, mine);
    return;
  }
  for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
    if (parts[p].part == clash->part)
      choose_record (self, &parts[p], clash, mine ? clash->mine : clash->theirs);
  yyq_template_set_content (self->merged, yyq_template_get_content (self->merged));
}
