/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-ctl-console.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"
#include "yyq-error.h"
#include "yyq-wire.h"

/* JSON lists so many faults at most; they are all counted. */
#define MOST_FAULTS 1000

typedef struct {
  char *socket_path;
  char *contract; /* (nullable) */
  gboolean json;
  gboolean log; /* of the log alone */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->socket_path);
  g_free (options->contract);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const struct {
  const char *word;
  const char *text;
} faults_in_words[] = {
  { "changed", N_ ("its content was changed after it was written") },
  { "missing", N_ ("the row is missing") },
  { "order", N_ ("the row stands in the wrong place") },
  { "predecessor", N_ ("it does not follow the row before it") },
  { "format", N_ ("a row of the old format behind one of the new") },
  { "revision", N_ ("the document that it names is not among the contract's revisions") },
  { "uncovered", N_ ("no event names this revision") },
  { "head", N_ ("the chain does not end where the platform noted its end") },
  { "opening", N_ ("what stood before the chain was changed") },
  { "unchained", N_ ("the row is in no chain") },
  { "anchored", N_ ("the row is not the one that the time stamp is over") },
  { "token", N_ ("the time stamp does not fit, or is of an authority that is not trusted") },
};

static const char *
in_words (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults_in_words); i++)
    if (g_str_equal (faults_in_words[i].word, word))
      return _ (faults_in_words[i].text);
  return word;
}

static const struct {
  const char *member;
  const char *label;
} counters[] = {
  { "events", N_ ("contract events") },
  { "audit_rows", N_ ("audit rows") },
  { "revisions", N_ ("revisions of documents") },
  { "chains", N_ ("chains") },
  { "unanchored", N_ ("rows behind the last anchor") },
  { "anchors", N_ ("anchors") },
  { "waiting", N_ ("anchors that wait for their time stamp") },
};

typedef struct {
  gboolean json;
  gint64 counts[G_N_ELEMENTS (counters)];
  gint64 anchored_from; /* ms; 0: nothing is anchored */
  gint64 anchored_to;
  gint64 n_faults;
  JsonArray *faults;
} Result;

static void
print_fault (JsonObject *fault)
{
  const char *chain, *id, *what, *row = NULL;
  g_autofree char *number = NULL;
  g_autofree char *place = NULL;
  gint64 seq;

  if (!yyq_wire_get_string (fault, "chain", &chain, NULL) ||
      !yyq_wire_get_string (fault, "id", &id, NULL) ||
      !yyq_wire_get_int (fault, "seq", &seq, NULL) ||
      !yyq_wire_get_string (fault, "what", &what, NULL))
    return;
  yyq_wire_get_string (fault, "row", &row, NULL);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  if (g_str_equal (chain, "audit"))
    place = g_strdup_printf (_ ("audit chain %s, row %s"), *id != '\0' ? id : _ ("of the platform"),
                             number);
  else if (g_str_equal (chain, "anchor"))
    place = g_strdup_printf (_ ("anchor %s"), number);
  else
    place = g_strdup_printf (_ ("contract %s, event %s"), id, number);
  g_print ("%s%s%s%s: %s\n", place, row != NULL ? " (" : "", row != NULL ? row : "",
           row != NULL ? ")" : "", in_words (what));
}

static gboolean
add_faults (Result *result, JsonObject *page, GError **error)
{
  JsonArray *faults;

  if (!yyq_wire_get_array (page, "faults", &faults, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (faults); i++) {
    JsonObject *fault = yyq_wire_node_object (json_array_get_element (faults, i), error);

    if (fault == NULL)
      return FALSE;
    result->n_faults++;
    if (!result->json)
      print_fault (fault);
    else if (json_array_get_length (result->faults) < MOST_FAULTS)
      json_array_add_object_element (result->faults, json_object_ref (fault));
  }
  return TRUE;
}

static gboolean
add_times (Result *result, JsonObject *page, GError **error)
{
  gint64 from, to;

  if (!yyq_wire_get_int (page, "anchored_from", &from, error) ||
      !yyq_wire_get_int (page, "anchored_to", &to, error))
    return FALSE;
  if (from != 0)
    result->anchored_from = result->anchored_from == 0 ? from : MIN (result->anchored_from, from);
  result->anchored_to = MAX (result->anchored_to, to);
  return TRUE;
}

static gboolean
add_page (Result *result, JsonObject *page, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++) {
    gint64 n;

    if (!yyq_wire_get_int (page, counters[i].member, &n, error))
      return FALSE;
    result->counts[i] += n;
  }
  return add_times (result, page, error) && add_faults (result, page, error);
}

/* (transfer full): asks for the page after @after. */
static JsonNode *
ask (const Options *options, const char *after, GError **error)
{
  JsonObject *body = json_object_new ();
  g_autoptr (JsonNode) request = yyq_wire_take_object (body);

  if (options->log)
    json_object_set_string_member (body, "only", "log");
  if (after != NULL)
    json_object_set_string_member (body, "after", after);
  return yyq_ctl_platform_post (options->socket_path != NULL ? options->socket_path
                                                             : YYQ_CTL_DEFAULT_SOCKET,
                                "/admin/verify-events", request, error);
}

static gboolean
check_all (const Options *options, Result *result, GError **error)
{
  g_autofree char *after = NULL;

  do {
    g_autoptr (JsonNode) node = ask (options, after, error);
    JsonObject *page = node != NULL ? yyq_wire_node_object (node, error) : NULL;
    const char *next = NULL;

    if (page == NULL || !add_page (result, page, error))
      return FALSE;
    if (yyq_wire_has (page, "next") && !yyq_wire_get_string (page, "next", &next, error))
      return FALSE;
    g_free (after);
    after = g_strdup (next);
  } while (after != NULL);
  return TRUE;
}

static void
print_json (const Result *result)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  JsonNode *faults = json_node_init_array (json_node_alloc (), result->faults);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "valid");
  json_builder_add_boolean_value (json, result->n_faults == 0);
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++) {
    json_builder_set_member_name (json, counters[i].member);
    json_builder_add_int_value (json, result->counts[i]);
  }
  json_builder_set_member_name (json, "anchored_from");
  json_builder_add_int_value (json, result->anchored_from);
  json_builder_set_member_name (json, "anchored_to");
  json_builder_add_int_value (json, result->anchored_to);
  json_builder_set_member_name (json, "n_faults");
  json_builder_add_int_value (json, result->n_faults);
  json_builder_set_member_name (json, "faults");
  json_builder_add_value (json, faults);
  json_builder_end_object (json);
  yyq_ctl_print_json (json);
}

static void
print_text (const Result *result)
{
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    g_print ("%s: %" G_GINT64_FORMAT "\n", _ (counters[i].label), result->counts[i]);
  if (result->anchored_from != 0) {
    g_autofree char *from = yyq_clock_format_seconds (result->anchored_from);
    g_autofree char *to = yyq_clock_format_seconds (result->anchored_to);

    g_print (_ ("time stamps from %s to %s"), from, to);
    g_print ("\n");
  }
  if (result->n_faults == 0)
    g_print ("%s\n", _ ("Every row is as it was written."));
  else
    g_print ("%s\n", _ ("The evidence was changed: see above."));
}

static int
verify (const Options *options)
{
  Result result = { .json = options->json, .faults = json_array_new () };
  g_autoptr (GError) error = NULL;
  int status = YYQ_CTL_FAILED;

  if (!check_all (options, &result, &error)) {
    yyq_ctl_complain (NULL, error);
  } else {
    status = result.n_faults == 0 ? YYQ_CTL_OK : YYQ_CTL_NO;
    if (options->json)
      print_json (&result);
    else
      print_text (&result);
  }
  json_array_unref (result.faults);
  return status;
}

static void
print_event (JsonObject *event, gboolean *good)
{
  const char *row, *type, *what = NULL;
  gint64 seq, at, not_in, before;
  g_autofree char *when = NULL;

  if (!yyq_wire_get_int (event, "seq", &seq, NULL) ||
      !yyq_wire_get_string (event, "row", &row, NULL) ||
      !yyq_wire_get_string (event, "type", &type, NULL) ||
      !yyq_wire_get_int (event, "at", &at, NULL) ||
      !yyq_wire_get_int (event, "not_in", &not_in, NULL) ||
      !yyq_wire_get_int (event, "there_before", &before, NULL))
    return;
  yyq_wire_get_string (event, "what", &what, NULL);
  when = yyq_clock_format_seconds (at);
  g_print ("%" G_GINT64_FORMAT "  %s  %s  %s\n", seq, when, type, row);
  if (before != 0) {
    g_autofree char *from = yyq_clock_format_seconds (not_in);
    g_autofree char *to = yyq_clock_format_seconds (before);

    g_print ("   ");
    if (not_in != 0)
      g_print (_ ("anchored between %s and %s"), from, to);
    else
      g_print (_ ("anchored before %s"), to);
    g_print ("\n");
  } else {
    g_print ("   %s\n", _ ("not anchored yet"));
  }
  if (what != NULL)
    g_print ("   %s\n", in_words (what));
  *good = *good && what == NULL;
}

/* The events of one contract. */
static int
list_contract (const Options *options)
{
  JsonObject *body = json_object_new ();
  g_autoptr (JsonNode) request = yyq_wire_take_object (body);
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *items = NULL;
  gboolean good = TRUE;

  json_object_set_string_member (body, "contract_id", options->contract);
  reply = yyq_ctl_platform_post (options->socket_path != NULL ? options->socket_path
                                                              : YYQ_CTL_DEFAULT_SOCKET,
                                 "/admin/contract-events", request, &error);
  if (reply == NULL ||
      !yyq_wire_get_array (json_node_get_object (reply), "items", &items, &error)) {
    yyq_ctl_complain (NULL, error);
    return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND) ? YYQ_CTL_NO
                                                                           : YYQ_CTL_FAILED;
  }
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *event = yyq_wire_node_object (json_array_get_element (items, i), NULL);

    if (event != NULL && options->json)
      good = good && !yyq_wire_has (event, "what");
    else if (event != NULL)
      print_event (event, &good);
  }
  if (options->json) {
    g_autofree char *text = json_to_string (reply, TRUE);

    g_print ("%s\n", text);
  }
  return good ? YYQ_CTL_OK : YYQ_CTL_NO;
}

int
yyq_ctl_verify_audit (int argc, char **argv)
{
  g_auto (Options) options = { .log = TRUE };
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("print JSON"), NULL },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL,
                      _ ("Checks that no entry of the log and none of its time stamps was changed "
                         "or removed. Exits with 0 when all are as they were written, 1 when not."),
                      &argc, &argv, 0, 0))
    return YYQ_CTL_FAILED;
  return verify (&options);
}

int
yyq_ctl_verify_events (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { "contract", 0, 0, G_OPTION_ARG_STRING, &options.contract,
      N_ ("the events of one contract, with the time stamps between which each came to be"),
      N_ ("ID") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("print JSON"), NULL },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL,
                      _ ("Checks that no event, audit row or revision was changed or removed. "
                         "Exits with 0 when all are as they were written, 1 when not."),
                      &argc, &argv, 0, 0))
    return YYQ_CTL_FAILED;
  return options.contract != NULL ? list_contract (&options) : verify (&options);
}
