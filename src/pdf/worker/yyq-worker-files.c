/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of libc that stand here have their plain names and no checking twins. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#include "config.h"

#include "yyq-worker-files.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A desktop has some hundred fonts, one with all of TeX two thousand. */
#define MAX_FILES 4096
#define MAX_DEPTH 4

static GHashTable *files; /* path -> descriptor + 1 */
static gboolean shut;

static void
keep_open (const char *path)
{
  int fd;

  if (g_hash_table_size (files) >= MAX_FILES || g_hash_table_contains (files, path))
    return;
  fd = (int) syscall (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd >= 0)
    g_hash_table_insert (files, g_strdup (path), GINT_TO_POINTER (fd + 1));
}

static void
keep_folder (const char *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_file_test (path, G_FILE_TEST_IS_DIR))
      keep_open (path);
    else if (depth < MAX_DEPTH)
      keep_folder (path, depth + 1);
  }
}

static void
keep_fonts (void)
{
  FcPattern *any = FcPatternCreate ();
  FcObjectSet *wanted = FcObjectSetBuild (FC_FILE, NULL);
  FcFontSet *fonts = FcFontList (NULL, any, wanted);
  FcChar8 *path;

  for (int i = 0; fonts != NULL && i < fonts->nfont; i++)
    if (FcPatternGetString (fonts->fonts[i], FC_FILE, 0, &path) == FcResultMatch)
      keep_open ((const char *) path);
  if (fonts != NULL)
    FcFontSetDestroy (fonts);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (any);
}

void
yyq_worker_files_open (void)
{
  const char *const *folders = g_get_system_data_dirs ();
  struct rlimit descriptors;

  if (getrlimit (RLIMIT_NOFILE, &descriptors) == 0) {
    descriptors.rlim_cur = MIN (descriptors.rlim_max, MAX_FILES + 64);
    setrlimit (RLIMIT_NOFILE, &descriptors);
  }
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FcInit ();
  FcConfigSetRescanInterval (
    NULL, 0); /* else fontconfig looks for new fonts after a while, and then has none */
  keep_fonts ();
  for (guint i = 0; folders[i] != NULL; i++) {
    g_autofree char *tables = g_build_filename (folders[i], "poppler", NULL);

    keep_folder (tables, 0);
  }
}

void
yyq_worker_files_shut (void)
{
  shut = TRUE;
}

static int
open_any (const char *path, int flags, int mode)
{
  gpointer kept;
  int fd;

  if (!shut)
    return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
  kept = files != NULL ? g_hash_table_lookup (files, path) : NULL;
  if (kept == NULL || (flags & (O_WRONLY | O_RDWR | O_CREAT | O_DIRECTORY)) != 0) {
    errno = ENOENT;
    return -1;
  }
  fd = fcntl (GPOINTER_TO_INT (kept) - 1, F_DUPFD_CLOEXEC, 0);
  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

/* A program's own symbols come before libc's for every library in it. */
#define OPEN(name)                                                                     \
  __attribute__ ((visibility ("default"))) int name (const char *path, int flags, ...) \
  {                                                                                    \
    va_list list;                                                                      \
    int mode;                                                                          \
                                                                                       \
    va_start (list, flags);                                                            \
    mode = va_arg (list, int);                                                         \
    va_end (list);                                                                     \
    return open_any (path, flags, mode);                                               \
  }
OPEN (open)
OPEN (open64)

#define FOPEN(name)                                                                        \
  __attribute__ ((visibility ("default"))) FILE *name (const char *path, const char *mode) \
  {                                                                                        \
    FILE *(*real) (const char *, const char *) = dlsym (RTLD_NEXT, #name);                 \
    int fd;                                                                                \
                                                                                           \
    if (!shut)                                                                             \
      return real (path, mode);                                                            \
    fd = *mode == 'r' ? open_any (path, O_RDONLY, 0) : -1;                                 \
    return fd >= 0 ? fdopen (fd, "r") : NULL;                                              \
  }
FOPEN (fopen)
FOPEN (fopen64)

/* fontconfig asks before it matches. */
int
access (const char *path, int mode)
{
  if (!shut)
    return (int) syscall (SYS_faccessat, AT_FDCWD, path, mode, 0);
  return files != NULL && g_hash_table_contains (files, path) && (mode & (W_OK | X_OK)) == 0 ? 0
                                                                                             : -1;
}
