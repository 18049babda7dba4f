#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What GTK and libadwaita read as markup is set in one place, which escapes it: a company may be called "A & B <b>".
set -eu
cd "$1"
calls='(adw_preferences_row_set_title|adw_(action|expander)_row_set_subtitle|adw_preferences_group_set_(title|description)|adw_preferences_page_set_title'
calls="$calls"'|adw_status_page_set_description|adw_toast_(new|new_format|set_title)|gtk_label_(set|new)_?(markup|use_markup)[a-z_]*|set_[a-z]*_?tooltip_markup'
calls="$calls"'|pango_layout_set_markup|adw_message_dialog_(set_(body|heading)_use_markup|format_[a-z_]*markup)) *\('
bad=0
found=$(git grep -nE "$calls" -- 'src/client/*.c' ':!src/client/widgets/yyq-ui.c' ':!src/client/widgets/yyq-toast.c' || true)
[ -z "$found" ] || { echo "$found"; echo 'use yyq_ui_set_row_text(), yyq_ui_set_group_text(), yyq_ui_set_status_description() or yyq_toast_new()'; bad=1; }
found=$(git grep -nE '"(use-markup|tooltip-markup)"|name="(use-markup|tooltip-markup)"' -- 'src/client/*.c' 'ui/*' || true)
[ -z "$found" ] || { echo "$found"; bad=1; }
# A row, toast or status page whose text is bound to data would show it as markup.
for file in $(git ls-files 'ui/*.ui'); do
  awk -v file="$file" '
    /<object class=|<template class=/ { class[++depth] = $0 }
    /<\/object>|<\/template>/ { depth-- }
    /<binding name="(title|subtitle|description)"/ && class[depth] ~ /Adw(Action|Expander|Preferences|Entry|Combo|Switch)[A-Za-z]*|AdwStatusPage|AdwToast/ {
      print file ":" NR ": bound to markup"; bad = 1 }
    END { exit bad }' "$file" || bad=1
done
exit $bad
