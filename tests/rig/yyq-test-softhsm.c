/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-softhsm.h"

#include <glib/gstdio.h>

const char *
yyq_test_softhsm_get_module (void)
{
  return g_file_test (YYQ_TEST_SOFTHSM, G_FILE_TEST_EXISTS) ? YYQ_TEST_SOFTHSM : NULL;
}

static void
run (YyqTestSoftHsm *self, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;

  g_subprocess_launcher_setenv (launcher, "SOFTHSM2_CONF", self->configuration, TRUE);
  child = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, NULL, &complaint, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (child))
    g_error ("%s: %s", argv[0], complaint);
}

YyqTestSoftHsm *
yyq_test_softhsm_new (const char *label)
{
  YyqTestSoftHsm *self = g_new0 (YyqTestSoftHsm, 1);
  g_autofree char *tokens = NULL;
  g_autofree char *text = NULL;

  self->directory = g_dir_make_tmp ("yyq-softhsm-XXXXXX", NULL);
  self->configuration = g_build_filename (self->directory, "softhsm2.conf", NULL);
  tokens = g_build_filename (self->directory, "tokens", NULL);
  text = g_strdup_printf (
    "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n", tokens);
  g_assert_cmpint (g_mkdir (tokens, 0700), ==, 0);
  g_assert_true (g_file_set_contents (self->configuration, text, -1, NULL));
  run (self, (const char *const[]){ "softhsm2-util", "--init-token", "--free", "--label", label,
                                    "--so-pin", "12345678", "--pin", YYQ_TEST_PIN, NULL });
  return self;
}

void
yyq_test_softhsm_free (YyqTestSoftHsm *self)
{
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  g_free (self->configuration);
  g_free (self);
}

static void
write_object (YyqTestSoftHsm *self, const char *path, const char *type, const char *label,
              const char *id, const char *extra)
{
  run (self, (const char *const[]){ "pkcs11-tool", "--module", YYQ_TEST_SOFTHSM, "--login", "--pin",
                                    YYQ_TEST_PIN, "--write-object", path, "--type", type, "--id",
                                    id, "--label", label, extra, NULL });
}

void
yyq_test_softhsm_add_certificate (YyqTestSoftHsm *self, const char *label, const char *id,
                                  YyqTestIdentity *identity)
{
  g_autofree char *path = g_build_filename (self->directory, "certificate.der", NULL);

  yyq_test_identity_write_der (identity, path);
  write_object (self, path, "cert", label, id, NULL);
}

void
yyq_test_softhsm_add (YyqTestSoftHsm *self, const char *label, const char *id,
                      YyqTestIdentity *identity, const char *extra)
{
  g_autofree char *path = g_build_filename (self->directory, "key.pem", NULL);

  yyq_test_identity_write_key (identity, path);
  write_object (self, path, "privkey", label, id, extra);
  yyq_test_softhsm_add_certificate (self, label, id, identity);
}
