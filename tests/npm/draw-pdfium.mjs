// SPDX-License-Identifier: GPL-3.0-or-later
// The paths come one a line from standard input, so that thousands fit.
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const library = await PDFiumLibrary.init();

async function draw(path) {
  let document;
  try {
    document = await library.loadDocument(readFileSync(path));
    const image = await document.getPage(0).render({ scale: 1, render: 'bitmap', renderFormFields: true });
    const hash = createHash('sha256').update(image.data).digest('hex').slice(0, 16);
    return `${document.getPageCount()} ${image.width}x${image.height} ${hash}`;
  } catch {
    return 'cannot';
  } finally {
    document?.destroy();
  }
}

const paths = readFileSync(0, 'utf8').split('\n').filter((path) => path !== '');
for (const path of paths)
  console.log(await draw(path));
