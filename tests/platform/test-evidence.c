/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-anchor.h"
#include "yyq-audit-link.h"
#include "yyq-audit.h"
#include "yyq-blob-store.h"
#include "yyq-chain.h"
#include "yyq-clock.h"
#include "yyq-contract-store.h"
#include "yyq-ctl-run.h"
#include "yyq-demo-authority.h"
#include "yyq-demo-timestamper.h"
#include "yyq-event-link.h"
#include "yyq-evidence.h"
#include "yyq-file-tree.h"
#include "yyq-platform-server.h"
#include "yyq-platform-services.h"
#include "yyq-scheduler.h"
#include "yyq-test-landed-storage.h"
#include "yyq-test-storage.h"
#include "yyq-test-vectors.h"
#include "yyq-test-wait.h"

/* docs/evidence.md: the database of the first release, upgraded, written to, and then changed by
 * somebody. */

/* Noon of a day, in UTC. */
#define TODAY G_GINT64_CONSTANT (1795780800000)
/* Rows of a page that has all of them. */
#define WHOLE 5000
#define DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct {
  char *directory;
  char *address; /* (nullable): of PostgreSQL */
  YyqPlatform *platform;
  YyqDemoAuthority *authority;
  YyqTimestamper *timestamper;
} Fixture;

/* Somebody who can write to the database. */
static void
change (Fixture *fixture, const char *sql)
{
  yyq_test_landed_change (fixture->directory, fixture->address, sql);
}

static void
open_platform (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_test_landed_open (fixture->directory, &fixture->address);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  fixture->platform = yyq_platform_new (storage, cipher);
  yyq_demo_authority_configure (fixture->authority, yyq_platform_get_config (fixture->platform),
                                fixture->directory, &error);
  g_assert_no_error (error);
  yyq_audit_open_chains (fixture->platform, &error);
  g_assert_no_error (error);
  yyq_platform_services_install (fixture->platform, &error);
  g_assert_no_error (error);
}

static void
add_event (Fixture *fixture, const char *contract, const char *type, const char *detail)
{
  g_autoptr (GError) error = NULL;

  yyq_contract_store_add_event (fixture->platform, contract, type, "张测试", 1795719300000, detail,
                                &error);
  g_assert_no_error (error);
}

static void
add_revision (Fixture *fixture, const char *tenant, const char *id, YyqNewBlob *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccess) access = yyq_access_new_system (tenant);
  g_autoptr (YyqContract) contract =
    yyq_contract_store_load (fixture->platform, access, YYQ_CONTRACT_VIEW, id, &error);

  g_assert_no_error (error);
  yyq_contract_store_add_revision (fixture->platform, contract, pdf, 1795719300000, &error);
  g_assert_no_error (error);
  yyq_contract_store_save (fixture->platform, access, contract, &error);
  g_assert_no_error (error);
}

static void
add_audit (Fixture *fixture, const char *unit_id, const char *action, const char *object)
{
  const YyqAuditChange became = { "state", "signing", "completed" };
  const YyqAuditEntry entry = { unit_id, NULL, "127.0.0.1", action, object, &became, 1 };

  g_assert_true (yyq_audit_write (fixture->platform, &entry, NULL));
}

/* After the upgrade: events of the new format behind those of the old, and more audit rows. */
static void
go_on (Fixture *fixture)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("the next revision", 17);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqNewBlob) pdf =
    yyq_blob_store_write (yyq_blob_store_of (fixture->platform), bytes, &error);

  yyq_storage_begin (storage, &error);
  add_event (fixture, YYQ_LANDED_CONTRACT, "stamping", NULL);
  add_revision (fixture, YYQ_LANDED_COMPANY, YYQ_LANDED_CONTRACT, pdf);
  add_event (fixture, YYQ_LANDED_CONTRACT, "signed", "2");
  add_audit (fixture, YYQ_LANDED_COMPANY, "contract.sign", YYQ_LANDED_CONTRACT);
  add_audit (fixture, YYQ_LANDED_COMPANY, "ukey.bind", "x");
  add_audit (fixture, NULL, "login.password", "x");
  g_assert_no_error (error);
  yyq_storage_commit (storage, &error);
  g_assert_no_error (error);
  yyq_storage_release (storage);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yyq_clock_freeze (TODAY);
  fixture->directory = g_dir_make_tmp ("yyq-evidence-XXXXXX", NULL);
  fixture->authority = yyq_demo_authority_new (TODAY - 30 * DAY, &error);
  g_assert_no_error (error);
  fixture->timestamper = YYQ_TIMESTAMPER (yyq_demo_timestamper_new (fixture->authority, &error));
  g_assert_no_error (error);
  yyq_test_landed_write (fixture->directory);
  open_platform (fixture);
  go_on (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->platform);
  g_clear_object (&fixture->timestamper);
  g_clear_object (&fixture->authority);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
  yyq_clock_freeze (0);
  yyq_file_tree_remove (fixture->directory);
  g_free (fixture->directory);
}

typedef struct {
  YyqEvidenceCounts counts;
  gint64 from, to;
  GString *faults; /* "contract 01a2... 3 changed\n" */
  guint pages;
} Found;

static void
found_clear (Found *self)
{
  g_string_free (self->faults, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
append_faults (GString *text, const YyqEvidencePage *page)
{
  for (guint i = 0; i < page->faults->len; i++) {
    const YyqEvidenceFault *fault = g_ptr_array_index (page->faults, i);

    g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT " %s\n", fault->chain, fault->id,
                            fault->seq, fault->what);
  }
}

/* The faults of each chain that @sql names, looked at alone. */
static void
check_alone (Fixture *fixture, const char *chain, const char *sql, GString *text)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform);
  g_autoptr (YyqRows) rows = yyq_storage_query (storage, NULL, sql, "");

  while (yyq_rows_next (rows, NULL)) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqEvidencePage) page =
      yyq_evidence_check_one (fixture->platform, chain, yyq_rows_get_text (rows, 0), &error);

    g_assert_no_error (error);
    append_faults (text, page);
  }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (transfer full): @text's lines, sorted, but those of what is in no chain. */
static char *
sort_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) sorted = g_string_new (NULL);

  qsort (lines, g_strv_length (lines), sizeof (char *), compare_lines);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && !g_str_has_suffix (*line, " unchained"))
      g_string_append_printf (sorted, "%s\n", *line);
  return g_string_free (g_steal_pointer (&sorted), FALSE);
}

/* Chain by chain there is the same to say. */
static void
assert_same_alone (Fixture *fixture, const Found *found)
{
  g_autoptr (GString) alone = g_string_new (NULL);
  g_autofree char *sorted = NULL;
  g_autofree char *wanted = sort_lines (found->faults->str);

  check_alone (fixture, YYQ_CHAIN_CONTRACT, "SELECT id FROM contract", alone);
  check_alone (fixture, YYQ_CHAIN_AUDIT, "SELECT id FROM chain_head WHERE chain = 'audit'", alone);
  check_alone (fixture, YYQ_EVIDENCE_ANCHOR, "SELECT number FROM anchor", alone);
  sorted = sort_lines (alone->str);
  g_assert_cmpstr (sorted, ==, wanted);
}

static void
check (Fixture *fixture, gint64 limit, Found *found)
{
  g_autofree char *after = NULL;

  *found = (Found){ .faults = g_string_new (NULL) };
  do {
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqEvidencePage) page =
      yyq_evidence_check (fixture->platform, YYQ_EVIDENCE_ALL, after, limit, &error);

    g_assert_no_error (error);
    append_faults (found->faults, page);
    found->counts.events += page->counts.events;
    found->counts.audit_rows += page->counts.audit_rows;
    found->counts.revisions += page->counts.revisions;
    found->counts.chains += page->counts.chains;
    found->counts.unanchored += page->counts.unanchored;
    found->counts.anchors += page->counts.anchors;
    found->counts.waiting += page->counts.waiting;
    found->from = found->from == 0 ? page->anchored_from : found->from;
    found->to = MAX (found->to, page->anchored_to);
    found->pages++;
    g_free (after);
    after = g_strdup (page->next);
  } while (after != NULL);
  if (limit == WHOLE)
    assert_same_alone (fixture, found);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform));
}

static void
assert_whole (const Found *found)
{
  g_assert_cmpstr (found->faults->str, ==, "");
  g_assert_cmpint (found->counts.events, ==, 6 + 2);
  /* Those from before, the openings of three chains, and what came after. */
  g_assert_cmpint (found->counts.audit_rows, ==, 6 + 3 + 3);
  g_assert_cmpint (found->counts.revisions, ==, 4 + 1);
  g_assert_cmpint (found->counts.chains, ==, 3 + 3);
}

static void
test_upgrade (Fixture *fixture, gconstpointer data)
{
  g_auto (Found) found = { 0 };
  g_auto (Found) again = { 0 };

  check (fixture, WHOLE, &found);
  assert_whole (&found);
  g_assert_cmpuint (found.pages, ==, 1);
  g_clear_object (&fixture->platform);
  open_platform (fixture);
  check (fixture, WHOLE, &again);
  assert_whole (&again);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  for (gint64 limit = 1; limit < 12; limit++) {
    g_auto (Found) found = { 0 };

    check (fixture, limit, &found);
    assert_whole (&found);
    g_assert_cmpuint (found.pages, >, 1);
  }
}

#define EVENT(seq) "contract_id = '" YYQ_LANDED_CONTRACT "' AND seq = " #seq
#define AUDIT(seq) "tenant_id = '" YYQ_LANDED_COMPANY "' AND seq = " #seq
#define OF_CONTRACT(rest) "contract " YYQ_LANDED_CONTRACT " " rest "\n"
/* The fifth event is the one that covers revision 2. */
#define UNCOVERED OF_CONTRACT ("0 uncovered")
#define OF_AUDIT(rest) "audit " YYQ_LANDED_COMPANY " " rest "\n"

static const struct {
  const char *name;
  const char *sql;
  const char *found;
} changes[] = {
  { "an event of the old format whose actor was changed",
    "UPDATE contract_event SET actor = '李四' WHERE " EVENT (2), OF_CONTRACT ("2 changed") },
  { "an event whose time was changed", "UPDATE contract_event SET at = at + 1 WHERE " EVENT (4),
    OF_CONTRACT ("4 changed") },
  { "an event whose document was changed",
    "UPDATE contract_event SET sha256 = 'ff' WHERE " EVENT (5),
    OF_CONTRACT ("5 changed") UNCOVERED },
  { "an event whose length was changed",
    "UPDATE contract_event SET length = length - 1 WHERE " EVENT (5),
    OF_CONTRACT ("5 changed") UNCOVERED },
  { "a new event that pretends to be old", "UPDATE contract_event SET format = 1 WHERE " EVENT (5),
    OF_CONTRACT ("5 changed") UNCOVERED },
  { "an event of the old format that was removed", "DELETE FROM contract_event WHERE " EVENT (2),
    OF_CONTRACT ("2 missing") },
  { "the first event removed", "DELETE FROM contract_event WHERE " EVENT (1),
    OF_CONTRACT ("1 missing") },
  { "the last event removed", "DELETE FROM contract_event WHERE " EVENT (5),
    OF_CONTRACT ("5 missing") UNCOVERED },
  { "two events that changed places",
    "UPDATE contract_event SET seq = 99 WHERE " EVENT (
      3) "; UPDATE contract_event SET seq = 3 WHERE " EVENT (4) "; UPDATE contract_event SET seq = "
                                                                "4 WHERE " EVENT (99),
    OF_CONTRACT ("3 changed") OF_CONTRACT ("4 changed") OF_CONTRACT ("5 predecessor") },
  { "an event behind the end of its chain",
    "INSERT INTO contract_event SELECT contract_id, 6, 'x', type, actor, at, detail, hash, 'ff', "
    "format, revision, sha256, length FROM contract_event WHERE " EVENT (5),
    OF_CONTRACT ("6 changed") OF_CONTRACT ("6 head") },
  { "all events of a contract removed",
    "DELETE FROM contract_event WHERE contract_id = '" YYQ_LANDED_CONTRACT "'",
    OF_CONTRACT ("5 missing") UNCOVERED },
  { "a revision that was cut back",
    "UPDATE contract_revision SET length = 5, sha256 = 'ff' WHERE contract_id = "
    "'" YYQ_LANDED_CONTRACT "' AND number = 2",
    OF_CONTRACT ("5 revision") UNCOVERED },
  { "a revision of the first release that was cut back",
    "UPDATE contract_revision SET length = 5 WHERE contract_id = '" YYQ_LANDED_SECOND
    "' AND number = 0",
    OF_AUDIT ("1 opening") },
  { "an audit row that was changed", "UPDATE audit SET remote = '10.0.0.1' WHERE " AUDIT (2),
    OF_AUDIT ("2 changed") },
  { "an audit row of another unit", "UPDATE audit SET unit_id = 'x' WHERE " AUDIT (2),
    OF_AUDIT ("2 changed") },
  { "what an audit row changed", "UPDATE audit SET detail = '[]' WHERE " AUDIT (3),
    OF_AUDIT ("3 changed") },
  { "an audit row made one of the old format", "UPDATE audit SET format = 2 WHERE " AUDIT (3),
    OF_AUDIT ("3 changed") },
  { "an audit row that was removed", "DELETE FROM audit WHERE " AUDIT (2), OF_AUDIT ("2 missing") },
  { "the last audit row removed", "DELETE FROM audit WHERE " AUDIT (3), OF_AUDIT ("3 missing") },
  { "an audit row from before the chain that was changed",
    "UPDATE audit SET actor = 'x' WHERE seq IS NULL AND action = 'contract.import'",
    OF_AUDIT ("1 opening") },
  { "an audit row from before the chain that was removed",
    "DELETE FROM audit WHERE seq IS NULL AND action = 'contract.import'", OF_AUDIT ("1 opening") },
  { "an audit row taken out of its chain", "UPDATE audit SET seq = NULL WHERE " AUDIT (3),
    OF_AUDIT ("1 opening") OF_AUDIT ("3 missing") },
  { "an audit row of nobody",
    "INSERT INTO audit (id, at, tenant_id, action) VALUES ('x', 1, 'nobody', 'y')",
    "audit nobody 0 unchained\n" },
  { "a chain without its note",
    "DELETE FROM chain_head WHERE chain = 'contract' AND id = '" YYQ_LANDED_FOREIGN "'",
    "contract " YYQ_LANDED_FOREIGN " 1 head\n" },
};

static void
test_change (Fixture *fixture, gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_auto (Found) found = { 0 };
  g_auto (Found) paged = { 0 };

  change (fixture, changes[i].sql);
  check (fixture, WHOLE, &found);
  g_assert_cmpstr (found.faults->str, ==, changes[i].found);
  check (fixture, 2, &paged);
  g_assert_cmpstr (paged.faults->str, ==, changes[i].found);
}

/* A row of the same content, hashed anew: only the next row can tell. */
static void
test_rewritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (fixture->platform), &error,
    "SELECT " YYQ_EVENT_LINK_COLUMNS " FROM contract_event e WHERE " EVENT (4), "");
  g_auto (Found) found = { 0 };
  YyqEventLink link;

  g_assert_true (yyq_rows_next (rows, &error));
  yyq_event_link_read (&link, rows);
  link.actor = "李四";
  hash = yyq_event_link_hash (&link);
  g_clear_pointer (&rows, yyq_rows_free);
  sql = g_strdup_printf ("UPDATE contract_event SET actor = '李四', hash = '%s' WHERE " EVENT (4),
                         hash);
  change (fixture, sql);
  check (fixture, WHOLE, &found);
  g_assert_cmpstr (found.faults->str, ==, OF_CONTRACT ("5 predecessor"));
}

#define AN_EVENT                                                                                 \
  "id, type, actor, at, detail, '', hash, format, revision, sha256, length FROM contract_event " \
  "WHERE "

static void
test_hostile_ids (Fixture *fixture, gconstpointer data)
{
  g_auto (Found) found = { 0 };

  /* PostgreSQL takes nothing but UTF-8. */
  change (fixture,
          fixture->address != NULL
            ? "INSERT INTO contract_event SELECT 'a|b%|' || chr(1), 1, " AN_EVENT EVENT (5)
            : "INSERT INTO contract_event SELECT 'a|b%|' || char(1) || CAST(X'ff' AS TEXT), "
              "1, " AN_EVENT EVENT (5));
  check (fixture, 1, &found);
  g_assert_nonnull (strstr (found.faults->str, " 1 changed"));
}

/* "yyq.audit.1" and "yyq.revision.1" have no function of their own: an opening over exactly these
 * two. */
static void
test_opening_vector (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) vectors = yyq_test_vectors_read ();
  g_auto (YyqAuditOpening) opening = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE, told = FALSE;
  gint64 n;

  change (fixture, "DELETE FROM audit WHERE seq IS NULL AND action <> 'company.create'; "
                   "UPDATE contract_revision SET format = 2 WHERE number > 0 OR contract_id <> "
                   "'" YYQ_LANDED_CONTRACT "'");
  yyq_audit_opening_init (&opening, YYQ_LANDED_COMPANY);
  while (!done)
    g_assert_true (yyq_audit_opening_read (&opening, yyq_platform_get_storage (fixture->platform),
                                           10, &n, &done, &error));
  text = yyq_audit_opening_to_string (&opening);
  for (char **vector = vectors; *vector != NULL; vector++)
    told = told || strstr (*vector, text) != NULL;
  g_test_message ("%s", text);
  g_assert_true (told);
}

/* The work of the stamping thread, on @now. */
static gint64
anchor (Fixture *fixture, YyqTimestamper *timestamper, gint64 now)
{
  g_autoptr (GError) error = NULL;
  gint64 next = 0;

  yyq_clock_freeze (now);
  yyq_platform_set_timestamper (fixture->platform, timestamper);
  g_assert_true (yyq_anchor_run (fixture->platform, &next, &error));
  yyq_storage_release (yyq_platform_get_storage (fixture->platform));
  g_assert_cmpint (next, >, now);
  return next;
}

static void
grow (Fixture *fixture)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform);

  g_assert_true (yyq_storage_begin (storage, NULL));
  add_event (fixture, YYQ_LANDED_CONTRACT, "reminded", NULL);
  g_assert_true (yyq_storage_commit (storage, NULL));
  yyq_storage_release (storage);
}

static void
assert_anchors (Fixture *fixture, gint64 anchors, gint64 waiting, gint64 unanchored)
{
  g_auto (Found) found = { 0 };

  check (fixture, WHOLE, &found);
  g_assert_cmpstr (found.faults->str, ==, "");
  g_assert_cmpint (found.counts.anchors, ==, anchors);
  g_assert_cmpint (found.counts.waiting, ==, waiting);
  g_assert_cmpint (found.counts.unanchored, ==, unanchored);
}

static void
test_daily (Fixture *fixture, gconstpointer data)
{
  g_auto (Found) found = { 0 };

  anchor (fixture, fixture->timestamper, TODAY);
  assert_anchors (fixture, 1, 0, 0);
  grow (fixture);
  g_assert_cmpint (anchor (fixture, fixture->timestamper, TODAY + 1000), ==, TODAY + DAY / 2);
  assert_anchors (fixture, 1, 0, 1);
  anchor (fixture, fixture->timestamper, TODAY + DAY / 2);
  assert_anchors (fixture, 2, 0, 0);
  anchor (fixture, fixture->timestamper, TODAY + 2 * DAY); /* nothing has grown */
  assert_anchors (fixture, 2, 0, 0);
  grow (fixture);
  anchor (fixture, fixture->timestamper, TODAY + 10 * DAY); /* after days without a platform */
  assert_anchors (fixture, 3, 0, 0);
  check (fixture, 1, &found);
  g_assert_cmpint (found.counts.anchors, ==, 3);
  g_assert_cmpint (found.from / 1000, ==, TODAY / 1000);
  g_assert_cmpint (found.to / 1000, ==, (TODAY + 10 * DAY) / 1000);
}

static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqDemoAuthority) foreign = yyq_demo_authority_new (TODAY - 30 * DAY, &error);
  g_autoptr (YyqDemoTimestamper) stranger = yyq_demo_timestamper_new (foreign, &error);
  gint64 next;

  next = anchor (fixture, NULL, TODAY);
  assert_anchors (fixture, 1, 1, 0);
  g_assert_cmpint (next, <=, TODAY + 60 * 1000);
  anchor (fixture, fixture->timestamper, next - 1); /* not yet */
  assert_anchors (fixture, 1, 1, 0);
  next = anchor (fixture, YYQ_TIMESTAMPER (stranger), next);
  assert_anchors (fixture, 1, 1, 0);
  grow (fixture);
  anchor (fixture, NULL, TODAY + DAY);
  assert_anchors (fixture, 2, 2, 0);
  anchor (fixture, fixture->timestamper, TODAY + 2 * DAY);
  assert_anchors (fixture, 2, 0, 0);
}

/* Puts the whole chain of the contract anew, as one who can write to the database might. */
static void
rewrite_chain (Fixture *fixture, gint64 changed)
{
  g_autofree char *prev = g_strdup ("");

  for (gint64 seq = 1; seq <= 5; seq++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqRows) rows = yyq_storage_query (
      yyq_platform_get_storage (fixture->platform), &error,
      "SELECT " YYQ_EVENT_LINK_COLUMNS " FROM contract_event e WHERE contract_id = $1 AND seq = $2",
      "si", YYQ_LANDED_CONTRACT, seq);
    g_autofree char *hash = NULL;
    g_autofree char *sql = NULL;
    YyqEventLink link;

    g_assert_true (yyq_rows_next (rows, &error));
    yyq_event_link_read (&link, rows);
    link.prev_hash = prev;
    link.at += seq == changed ? 1 : 0;
    hash = yyq_event_link_hash (&link);
    sql = g_strdup_printf (
      "UPDATE contract_event SET prev_hash = '%s', hash = '%s', at = %" G_GINT64_FORMAT
      " WHERE contract_id = '" YYQ_LANDED_CONTRACT "' AND seq = %" G_GINT64_FORMAT
      "; UPDATE chain_head SET hash = '%s' WHERE id = '" YYQ_LANDED_CONTRACT "'",
      prev, hash, link.at, seq, hash);
    g_clear_pointer (&rows, yyq_rows_free);
    change (fixture, sql);
    g_free (prev);
    prev = g_strdup (hash);
  }
}

static void
test_anchored_row (Fixture *fixture, gconstpointer data)
{
  g_auto (Found) before = { 0 };
  g_auto (Found) found = { 0 };

  rewrite_chain (fixture, 4);
  check (fixture, WHOLE, &before);
  g_assert_cmpstr (before.faults->str, ==, ""); /* the chain alone cannot tell */
  anchor (fixture, fixture->timestamper, TODAY);
  rewrite_chain (fixture, 2);
  check (fixture, WHOLE, &found);
  g_assert_cmpstr (found.faults->str, ==, OF_CONTRACT ("5 anchored"));
}

static const struct {
  const char *name;
  const char *sql;
  const char *found;
} anchor_changes[] = {
  { "an anchor whose ends were changed",
    "UPDATE anchor_head SET seq = 99 WHERE number = 1 AND id = '" YYQ_LANDED_FOREIGN "'",
    "contract " YYQ_LANDED_FOREIGN " 99 anchored\nanchor  1 changed\n" },
  { "an anchor with the time stamp of another",
    "UPDATE anchor SET token = (SELECT token FROM anchor WHERE number = 1) WHERE number = 2",
    "anchor  2 token\n" },
  { "an anchor with another time",
    "UPDATE anchor SET stamped_at = stamped_at - 1000 WHERE number = 2", "anchor  2 token\n" },
  { "an anchor that was removed",
    "DELETE FROM anchor_head WHERE number = 1; DELETE FROM anchor WHERE number = 1",
    "anchor  1 missing\n" },
  { "an anchor that was written anew", "UPDATE anchor SET at = at + 1 WHERE number = 1",
    "anchor  1 changed\n" },
};

static void
test_anchor_change (Fixture *fixture, gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_auto (Found) found = { 0 };

  anchor (fixture, fixture->timestamper, TODAY);
  grow (fixture);
  anchor (fixture, fixture->timestamper, TODAY + DAY);
  change (fixture, anchor_changes[i].sql);
  check (fixture, WHOLE, &found);
  g_assert_cmpstr (found.faults->str, ==, anchor_changes[i].found);
}

static gboolean
is_stamped (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 stamped = 0;

  yyq_storage_query_int (yyq_platform_get_storage (fixture->platform), &stamped, &error,
                         "SELECT COUNT(*) FROM anchor WHERE token IS NOT NULL", "");
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform));
  return stamped > 0;
}

/* By the clock of this machine, from its own thread. */
static void
test_thread (Fixture *fixture, gconstpointer data)
{
  YyqScheduler *scheduler = yyq_scheduler_of (fixture->platform);

  yyq_platform_set_timestamper (fixture->platform, fixture->timestamper);
  yyq_scheduler_start (scheduler);
  yyq_test_wait_aside_while (!is_stamped (fixture));
  yyq_scheduler_stop (scheduler);
}

typedef struct {
  YyqPlatformServer *server;
  char *socket;
} Admin;

static Admin
serve (Fixture *fixture)
{
  Admin admin = { yyq_platform_server_new (fixture->platform),
                  g_build_filename (fixture->directory, "admin.sock", NULL) };
  g_autoptr (GError) error = NULL;

  yyq_platform_server_listen_admin (admin.server, admin.socket, &error);
  g_assert_no_error (error);
  return admin;
}

static YyqCtlResult *
run_ctl (const Admin *admin, const char *json)
{
  const YyqCtlSetting setting = { 0 };
  const char *const arguments[] = {
    "admin", "verify-events", "--socket", admin->socket, json, NULL
  };

  return yyq_ctl_run (&setting, arguments);
}

static void
test_ctl (Fixture *fixture, gconstpointer data)
{
  Admin admin = serve (fixture);
  g_autoptr (YyqCtlResult) good = run_ctl (&admin, NULL);
  g_autoptr (YyqCtlResult) bad = NULL;
  g_autoptr (YyqCtlResult) json = NULL;
  g_autoptr (YyqCtlResult) nobody = NULL;

  g_assert_cmpint (good->status, ==, 0);
  g_assert_nonnull (strstr (good->out, "contract events: 8\n"));
  change (fixture, changes[0].sql);
  bad = run_ctl (&admin, NULL);
  json = run_ctl (&admin, "--json");
  g_assert_cmpint (bad->status, ==, 1);
  g_assert_nonnull (strstr (bad->out, "contract " YYQ_LANDED_CONTRACT
                                      ", event 2 (01a21934-610a-77e3-9912-18f7d094c1b5): "));
  g_assert_cmpint (json->status, ==, 1);
  g_assert_nonnull (strstr (json->out, "\"valid\" : false"));
  g_assert_nonnull (strstr (json->out, "\"what\" : \"changed\""));
  yyq_platform_server_stop (admin.server);
  nobody = run_ctl (&admin, NULL);
  g_assert_cmpint (nobody->status, ==, 2);
  g_object_unref (admin.server);
  g_free (admin.socket);
}

static void
test_ctl_contract (Fixture *fixture, gconstpointer data)
{
  Admin admin = serve (fixture);
  const YyqCtlSetting setting = { 0 };
  const char *const arguments[] = { "admin",      "verify-events",     "--socket", admin.socket,
                                    "--contract", YYQ_LANDED_CONTRACT, NULL };
  const char *const other[] = { "admin",      "verify-events", "--socket", admin.socket,
                                "--contract", "nothing",       NULL };
  g_autoptr (YyqCtlResult) result = NULL;
  g_autoptr (YyqCtlResult) nothing = NULL;

  anchor (fixture, fixture->timestamper, TODAY);
  grow (fixture);
  anchor (fixture, fixture->timestamper, TODAY + DAY);
  grow (fixture);
  result = yyq_ctl_run (&setting, arguments);
  nothing = yyq_ctl_run (&setting, other);
  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (
    result->out,
    "initiated  01a21934-6036-7c75-9adc-387225a62ea4\n   anchored before 2026-11-27 20:00:00\n"));
  g_assert_nonnull (
    strstr (result->out, "\n   anchored between 2026-11-27 20:00:00 and 2026-11-28 20:00:00\n"));
  g_assert_nonnull (strstr (result->out, "\n   not anchored yet\n"));
  g_assert_cmpint (nothing->status, ==, 1);
  yyq_platform_server_stop (admin.server);
  g_object_unref (admin.server);
  g_free (admin.socket);
}

/* Every check is in the audit, once. */
static void
test_audited (Fixture *fixture, gconstpointer data)
{
  Admin admin = serve (fixture);
  g_autoptr (YyqCtlResult) first = run_ctl (&admin, NULL);
  g_autoptr (YyqCtlResult) second = run_ctl (&admin, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_cmpint (second->status, ==, 0);
  yyq_storage_query_int (
    yyq_platform_get_storage (fixture->platform), &n, &error,
    "SELECT COUNT(*) FROM audit WHERE action = 'evidence.verify' AND tenant_id = ''", "");
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 2);
  yyq_platform_server_stop (admin.server);
  g_object_unref (admin.server);
  g_free (admin.socket);
}

#define ADD(name, test) g_test_add ("/evidence/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence/rows are hashed as docs evidence.md has frozen it",
                   yyq_test_vectors_hold);
  ADD ("the opening of an audit chain is hashed as docs evidence.md has frozen it",
       test_opening_vector);
  ADD ("the database of the first release is upgraded and holds", test_upgrade);
  ADD ("a check in small pages counts and finds the same", test_pages);
  ADD ("an event that was hashed anew does not fit the next one", test_rewritten);
  ADD ("a row with a hostile id is named and the check goes on", test_hostile_ids);
  ADD ("yyqctl admin verify-events names what was changed", test_ctl);
  ADD ("a check is itself an audit row", test_audited);
  ADD ("what grew is anchored once a day, also after days without a platform", test_daily);
  ADD ("an anchor waits for its authority and takes no time stamp of a stranger", test_waiting);
  ADD ("a chain that was written anew does not fit its anchor", test_anchored_row);
  ADD ("the stamping thread anchors", test_thread);
  ADD ("yyqctl tells between which time stamps an event came to be", test_ctl_contract);
  for (gsize i = 0; i < G_N_ELEMENTS (anchor_changes); i++) {
    g_autofree char *path = g_strconcat ("/evidence/found: ", anchor_changes[i].name, NULL);

    g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_anchor_change, tear_down);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *path = g_strconcat ("/evidence/found: ", changes[i].name, NULL);

    g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_change, tear_down);
  }
  return g_test_run ();
}
