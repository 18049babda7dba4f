/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-poppler.h"

#include <dlfcn.h>

#include "yyq-error.h"

#define LIBRARY "libpoppler-glib.so.8"

typedef struct {
  YyqPoppler functions;
  char *problem; /* (owned) (nullable) */
} Loaded;

/* A function's address is written as what dlsym() returns, which C has no other way to say. */
static void
find (Loaded *loaded, void *library, const char *name, void *function)
{
  void *symbol = dlsym (library, name);

  if (symbol == NULL && loaded->problem == NULL)
    loaded->problem = g_strdup_printf (LIBRARY " has no %s()", name);
  *(void **) function = symbol;
}

static Loaded *
load (void)
{
  Loaded *loaded = g_new0 (Loaded, 1);
  YyqPoppler *functions = &loaded->functions;
  void *library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

  if (library == NULL) {
    /* glibc keeps it for each thread. */
    loaded->problem = g_strdup (dlerror ()); /* NOLINT(concurrency-mt-unsafe) */
    return loaded;
  }
#define FIND(name) find (loaded, library, "poppler_" #name, &functions->name)
  FIND (document_new_from_bytes);
  FIND (document_get_n_pages);
  FIND (document_get_page);
  FIND (error_quark);
  FIND (page_get_label);
  FIND (page_get_size);
  FIND (page_get_text);
  FIND (page_get_text_layout);
  FIND (page_render);
  FIND (page_render_for_printing);
#undef FIND
  return loaded;
}

const YyqPoppler *
yyq_poppler_get (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const Loaded *loaded = g_once (&once, (GThreadFunc) (GCallback) load, NULL);

  if (loaded->problem != NULL) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED, loaded->problem);
    return NULL;
  }
  return &loaded->functions;
}
