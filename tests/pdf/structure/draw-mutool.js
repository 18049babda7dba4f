// SPDX-License-Identifier: GPL-3.0-or-later
// mutool run draw-mutool.js LIST: for each path in the file LIST, the first page as MuPDF draws it in PATH.png, and a line with
// the number of pages, or "cannot". MuJS: ES5 only.
read(scriptArgs[0]).split('\n').forEach(function (path) {
  if (path === '')
    return;
  try {
    var document = new Document(path);
    var pixmap = document.loadPage(0).toPixmap([1, 0, 0, 1, 0, 0], DeviceRGB, false);
    pixmap.saveAsPNG(path + '.png');
    print(document.countPages());
  } catch (error) {
    print('cannot');
  }
});
