/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-weight.h"

#include "yyq-error.h"
#include "yyq-pdf-stream-weight.h"
#include "yyq-qpdf.h"

#define MANY_BYTES (64LL * 1024 * 1024) /* of a page */
#define MUCH_WORK (16LL * 1024 * 1024)  /* bytes of content, counted as often as they are drawn */
#define MAX_DEPTH 32                    /* of forms in forms */
#define MAX_VALUES 4000000

struct _YyqPdfWeigher {
  GBytes *pdf; /* (owned) (nullable) */
  qpdf_data qpdf;
  gboolean owns_qpdf;
  GHashTable *streams; /* (owned): object -> YyqPdfStreamWeight, weighed for any page */
  GHashTable *works;   /* (owned): form -> guint64 */
  int n_pages;
};

/* What a value is for who draws. */
typedef enum {
  ROLE_PAGE,
  ROLE_ANNOTATIONS,
  ROLE_ANNOTATION,
  ROLE_ANY,
} Role;

typedef struct {
  qpdf_oh value; /* (owned) */
  Role role;
} Step;

/* One walk through all that something leads to. */
typedef struct {
  YyqPdfWeigher *self;
  GHashTable *seen[ROLE_ANY + 1]; /* (owned): objects, by the role they were met in */
  GArray *todo;                   /* (owned) of Step */
  guint64 unpacked;
  guint values;
  YyqPdfWeight weight;
} Walk;

static gpointer
name_object (qpdf_data qpdf, qpdf_oh object)
{
  return GSIZE_TO_POINTER ((gsize) qpdf_oh_get_object_id (qpdf, object) << 16 |
                           ((gsize) qpdf_oh_get_generation (qpdf, object) & 0xffff));
}

static YyqPdfStreamWeight *
weigh_stream (YyqPdfWeigher *self, qpdf_oh stream)
{
  gpointer name = name_object (self->qpdf, stream);
  YyqPdfStreamWeight *weight = g_hash_table_lookup (self->streams, name);

  if (weight == NULL) {
    weight = g_new0 (YyqPdfStreamWeight, 1);
    yyq_pdf_weigh_stream (self->qpdf, stream, weight);
    g_hash_table_insert (self->streams, name, weight);
  }
  return weight;
}

/*
 * Not to other pages, nor to what is done on a click. It depends on the role alone, never on what a
 * dictionary says it is: a font may be called /P, and say that it is a page.
 */
static gboolean
leads_elsewhere (Role role, const char *key)
{
  static const char *const of_page[] = { "/Parent", "/B", "/AA", NULL };
  static const char *const of_annotation[] = { "/Parent", "/P",     "/Dest", "/A", "/AA",
                                               "/PA",     "/Popup", "/IRT",  "/V", NULL };

  return role == ROLE_PAGE ? g_strv_contains (of_page, key)
                           : role == ROLE_ANNOTATION && g_strv_contains (of_annotation, key);
}

static void
add (Walk *walk, qpdf_oh value, Role role)
{
  qpdf_data qpdf = walk->self->qpdf;
  gboolean container = qpdf_oh_is_array (qpdf, value) || qpdf_oh_is_dictionary (qpdf, value) ||
                       qpdf_oh_is_stream (qpdf, value);
  const Step step = { value, role };

  walk->values++;
  if (container && (!qpdf_oh_is_indirect (qpdf, value) ||
                    g_hash_table_add (walk->seen[role], name_object (qpdf, value))))
    g_array_append_val (walk->todo, step);
  else
    qpdf_oh_release (qpdf, value);
}

static void
add_members (Walk *walk, qpdf_oh dictionary, Role role)
{
  qpdf_data qpdf = walk->self->qpdf;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  /* The API has one iterator for all dictionaries, so the keys come first. */
  qpdf_oh_begin_dict_key_iter (qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (qpdf)));
  for (guint i = 0; i < keys->len; i++)
    if (!leads_elsewhere (role, keys->pdata[i]))
      add (walk, qpdf_oh_get_key (qpdf, dictionary, keys->pdata[i]),
           role == ROLE_PAGE && g_str_equal (keys->pdata[i], "/Annots") ? ROLE_ANNOTATIONS
                                                                        : ROLE_ANY);
}

static void
visit (Walk *walk, qpdf_oh value, Role role)
{
  qpdf_data qpdf = walk->self->qpdf;
  int n = qpdf_oh_is_array (qpdf, value) ? qpdf_oh_get_array_n_items (qpdf, value) : 0;

  for (int i = 0; i < n && walk->values <= MAX_VALUES; i++)
    add (walk, qpdf_oh_get_array_item (qpdf, value, i),
         role == ROLE_ANNOTATIONS ? ROLE_ANNOTATION : ROLE_ANY);
  if (qpdf_oh_is_stream (qpdf, value)) {
    const YyqPdfStreamWeight *stream = weigh_stream (walk->self, value);

    walk->unpacked += stream->unpacked;
    walk->weight = MAX (walk->weight, stream->weight);
    add_members (walk, qpdf_oh_get_dict (qpdf, value), role);
  } else if (qpdf_oh_is_dictionary (qpdf, value)) {
    walk->weight = MAX (walk->weight, yyq_pdf_weigh_dictionary (qpdf, value));
    add_members (walk, value, role);
  }
}

/* All that @walk was told to begin with, and all that it leads to. */
static YyqPdfWeight
go (Walk *walk)
{
  while (walk->todo->len > 0 && walk->weight != YYQ_PDF_WEIGHT_HEAVY) {
    Step step = g_array_index (walk->todo, Step, walk->todo->len - 1);

    g_array_set_size (walk->todo, walk->todo->len - 1);
    visit (walk, step.value, step.role);
    qpdf_oh_release (walk->self->qpdf, step.value);
    if (walk->values > MAX_VALUES || walk->unpacked > YYQ_PDF_MAX_STREAMS)
      walk->weight = YYQ_PDF_WEIGHT_HEAVY;
  }
  return walk->weight;
}

static void
walk_init (Walk *walk, YyqPdfWeigher *self)
{
  *walk = (Walk){ .self = self, .todo = g_array_new (FALSE, FALSE, sizeof (Step)) };
  for (guint i = 0; i < G_N_ELEMENTS (walk->seen); i++)
    walk->seen[i] = g_hash_table_new (NULL, NULL);
}

static void
walk_clear (Walk *walk)
{
  for (guint i = 0; i < G_N_ELEMENTS (walk->seen); i++)
    g_hash_table_unref (walk->seen[i]);
  g_array_unref (walk->todo);
}

static guint64 work_of_form (YyqPdfWeigher *self, qpdf_oh form, guint depth);

/* The content's bytes, and for each form that it draws those of the greediest one at hand. */
static guint64
work_of_content (YyqPdfWeigher *self, const YyqPdfStreamWeight *content, qpdf_oh resources,
                 guint depth)
{
  qpdf_data qpdf = self->qpdf;
  qpdf_oh forms = qpdf_oh_get_key_if_dict (qpdf, resources, "/XObject");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint64 most = 0;

  if (content->drawings == 0)
    return content->unpacked;
  if (!qpdf_oh_is_dictionary (qpdf, resources)) /* those of whatever draws it: nobody's here */
    return MUCH_WORK;
  if (!qpdf_oh_is_dictionary (qpdf, forms))
    return content->unpacked;
  qpdf_oh_begin_dict_key_iter (qpdf, forms);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_ptr_array_add (names, g_strdup (qpdf_oh_dict_next_key (qpdf)));
  for (guint i = 0; i < names->len; i++)
    most = MAX (most, work_of_form (self, qpdf_oh_get_key (qpdf, forms, names->pdata[i]), depth));
  return content->unpacked +
         (most > MUCH_WORK / content->drawings ? MUCH_WORK : most * content->drawings);
}

/* A form that draws itself is met while its own work is still as large as it gets. */
static guint64
work_of_form (YyqPdfWeigher *self, qpdf_oh form, guint depth)
{
  qpdf_data qpdf = self->qpdf;
  gpointer name = name_object (qpdf, form);
  guint64 *known = g_hash_table_lookup (self->works, name);

  if (known != NULL)
    return *known;
  if (!qpdf_oh_is_stream (qpdf, form) ||
      !qpdf_oh_is_name_and_equals (
        qpdf, qpdf_oh_get_key (qpdf, qpdf_oh_get_dict (qpdf, form), "/Subtype"), "/Form"))
    return 0;
  if (depth > MAX_DEPTH)
    return MUCH_WORK;
  known = g_new (guint64, 1);
  *known = MUCH_WORK;
  g_hash_table_insert (self->works, name, known);
  *known = work_of_content (self, weigh_stream (self, form),
                            qpdf_oh_get_key (qpdf, qpdf_oh_get_dict (qpdf, form), "/Resources"),
                            depth + 1);
  return *known;
}

static guint64
work_of_page (YyqPdfWeigher *self, qpdf_oh page, gboolean *inline_images)
{
  qpdf_data qpdf = self->qpdf;
  qpdf_oh contents = qpdf_oh_get_key (qpdf, page, "/Contents");
  int n = qpdf_oh_is_array (qpdf, contents) ? qpdf_oh_get_array_n_items (qpdf, contents) : 1;
  YyqPdfStreamWeight all = { 0 };

  for (int i = 0; i < n; i++) {
    qpdf_oh part =
      qpdf_oh_is_array (qpdf, contents) ? qpdf_oh_get_array_item (qpdf, contents, i) : contents;
    const YyqPdfStreamWeight *weight =
      qpdf_oh_is_stream (qpdf, part) ? weigh_stream (self, part) : &all;

    all.unpacked += weight->unpacked;
    all.drawings += weight->drawings;
    *inline_images = *inline_images || weight->inline_images;
  }
  return work_of_content (self, &all, yyq_qpdf_get_inherited (qpdf, page, "/Resources"), 0);
}

/* Fields are drawn with the fonts of the form, which stand at the catalogue. */
static YyqPdfWeight
walk_page (YyqPdfWeigher *self, qpdf_oh page)
{
  qpdf_oh form = qpdf_oh_get_key_if_dict (self->qpdf, qpdf_get_root (self->qpdf), "/AcroForm");
  YyqPdfWeight weight;
  Walk walk;

  walk_init (&walk, self);
  add_members (&walk, page, ROLE_PAGE);
  add (&walk, yyq_qpdf_get_inherited (self->qpdf, page, "/Resources"), ROLE_ANY);
  add (&walk, qpdf_oh_get_key_if_dict (self->qpdf, form, "/DR"), ROLE_ANY);
  weight = go (&walk);
  if (weight == YYQ_PDF_WEIGHT_LIGHT && walk.unpacked > MANY_BYTES)
    weight = YYQ_PDF_WEIGHT_DOUBTFUL;
  walk_clear (&walk);
  return weight;
}

YyqPdfWeight
yyq_pdf_weigher_weigh_page (YyqPdfWeigher *self, guint page)
{
  gboolean inline_images = FALSE;
  YyqPdfWeight weight;
  guint64 work;
  qpdf_oh handle;

  if (page >= (guint) MAX (self->n_pages, 0))
    return YYQ_PDF_WEIGHT_DOUBTFUL;
  handle = qpdf_get_page_n (self->qpdf, page);
  weight = walk_page (self, handle);
  if (weight != YYQ_PDF_WEIGHT_LIGHT)
    return weight;
  work = work_of_page (self, handle, &inline_images);
  return work >= MUCH_WORK || inline_images ? YYQ_PDF_WEIGHT_DOUBTFUL : YYQ_PDF_WEIGHT_LIGHT;
}

static YyqPdfWeigher *
weigher_for (qpdf_data qpdf)
{
  YyqPdfWeigher *self = g_new0 (YyqPdfWeigher, 1);

  self->qpdf = qpdf;
  self->streams = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->works = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

YyqPdfWeigher *
yyq_pdf_weigher_new (GBytes *pdf, GError **error)
{
  YyqPdfWeigher *self;
  qpdf_data qpdf;

  qpdf = yyq_qpdf_open (pdf, TRUE, error);
  if (qpdf == NULL)
    return NULL;
  self = weigher_for (qpdf);
  self->owns_qpdf = TRUE;
  self->pdf = g_bytes_ref (pdf);
  self->n_pages = qpdf_get_num_pages (qpdf);
  return self;
}

void
yyq_pdf_weigher_free (YyqPdfWeigher *self)
{
  if (self->owns_qpdf)
    yyq_qpdf_free (self->qpdf);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_hash_table_unref (self->streams);
  g_hash_table_unref (self->works);
  g_free (self);
}

gboolean
yyq_pdf_check_weight (qpdf_data qpdf, GError **error)
{
  /* The number of a new object is one above the highest in the file. */
  int last =
    qpdf_oh_get_object_id (qpdf, qpdf_make_indirect_object (qpdf, qpdf_oh_new_null (qpdf)));
  YyqPdfWeight weight = last > MAX_VALUES ? YYQ_PDF_WEIGHT_HEAVY : YYQ_PDF_WEIGHT_LIGHT;

  for (int id = 1; id < last && weight != YYQ_PDF_WEIGHT_HEAVY; id++) {
    qpdf_oh object = qpdf_get_object_by_id (qpdf, id, 0);

    if (qpdf_oh_is_stream (qpdf, object))
      weight = MAX (weight, yyq_pdf_weigh_stream_again (qpdf, object));
    qpdf_oh_release (qpdf, object);
  }
  if (weight != YYQ_PDF_WEIGHT_HEAVY)
    return TRUE;
  g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE,
                       "a stream unpacks to too much");
  return FALSE;
}
