/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-anchor.h"
#include "yyq-clock.h"
#include "yyq-test-platform.h"

/* What an operator is told of evidence that goes without a time stamp. Closed authorities:
 * test-revocation.c. */

typedef struct {
  YyqTestPlatform *platform;
  YyqTimestamper *timestamper;
  gint64 start;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = NULL;

  fixture->platform = yyq_test_platform_new (YYQ_TEST_SOUP);
  fixture->timestamper = yyq_test_platform_timestamper (fixture->platform);
  contract = yyq_test_platform_add_contract (fixture->platform, fixture->platform->company,
                                             "劳动合同", FALSE);
  fixture->start = yyq_clock_now ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  g_object_unref (fixture->timestamper);
  yyq_test_platform_free (fixture->platform);
}

/* What the thread of the platform does, @later (ms) than the contract was made. */
static void
anchor (Fixture *fixture, YyqTimestamper *timestamper, gint64 later)
{
  g_autoptr (GError) error = NULL;
  gint64 next = 0;

  yyq_clock_freeze (fixture->start + later);
  yyq_platform_set_timestamper (fixture->platform->platform, timestamper);
  g_assert_true (yyq_anchor_run (fixture->platform->platform, &next, &error));
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
}

/* @waiting 0: all is well. */
static void
assert_ready (Fixture *fixture, gint64 waiting)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (fixture->platform, "GET", "/readyz", NULL, NULL, NULL);
  JsonObject *object = json_node_get_object (reply->node);
  JsonObject *anchors;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (reply, "status"), ==, waiting > 0 ? "degraded" : "ok");
  g_assert_false (json_object_has_member (object, "closed"));
  g_assert_cmpint (json_object_has_member (object, "anchors"), ==, waiting > 0);
  if (waiting == 0)
    return;
  anchors = json_object_get_object_member (object, "anchors");
  g_assert_cmpint (json_object_get_int_member (anchors, "waiting"), ==, waiting);
  g_assert_cmpint (json_object_get_int_member (anchors, "since"), ==, fixture->start);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  anchor (fixture, NULL, 0);
  assert_ready (fixture, 0);
  yyq_clock_freeze (fixture->start + YYQ_ANCHOR_PATIENCE_MS);
  assert_ready (fixture, 0);
  yyq_clock_freeze (fixture->start + YYQ_ANCHOR_PATIENCE_MS + 1);
  assert_ready (fixture, 1);
  anchor (fixture, fixture->timestamper, YYQ_ANCHOR_PATIENCE_MS + 2);
  assert_ready (fixture, 0);
}

static void
test_failing (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_FOREIGN);
  anchor (fixture, fixture->timestamper, 0);
  anchor (fixture, fixture->timestamper, YYQ_ANCHOR_PATIENCE_MS + 1);
  assert_ready (fixture, 1);
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
  anchor (fixture, fixture->timestamper, 2 * YYQ_ANCHOR_PATIENCE_MS);
  assert_ready (fixture, 0);
}

static guint warnings;

static GLogWriterOutput
count_warnings (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; level & G_LOG_LEVEL_WARNING && i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        strstr (fields[i].value, "evidence goes without a time stamp") != NULL)
      warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
tell (Fixture *fixture, gboolean *told, guint wanted)
{
  g_assert_true (yyq_anchor_tell_late (fixture->platform->platform, told, NULL));
  g_assert_cmpuint (warnings, ==, wanted);
}

static void
test_told_once (Fixture *fixture, gconstpointer data)
{
  gboolean told = FALSE;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  g_log_set_writer_func (count_warnings, NULL, NULL);
  anchor (fixture, NULL, 0);
  tell (fixture, &told, 0);
  for (guint i = 0; i < 3; i++) {
    anchor (fixture, NULL, (YYQ_ANCHOR_PATIENCE_MS + 1) * (1 + i));
    tell (fixture, &told, 1);
  }
  g_assert_true (told);
  anchor (fixture, fixture->timestamper, 4 * YYQ_ANCHOR_PATIENCE_MS);
  tell (fixture, &told, 1);
  g_assert_false (told);
}

#define ADD(name, test) g_test_add ("/readiness/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("evidence that waits for an authority that is missing is told after two hours",
       test_missing);
  ADD ("evidence that waits for an authority that fails is told after two hours", test_failing);
  ADD ("the log tells once that evidence waits", test_told_once);
  return g_test_run ();
}
