// Verifies every ds:Signature of every file named; one line each: FILE, parent, valid|invalid|refused, detail.
import { readFileSync } from 'node:fs';
import { children, DS, parse, xades } from './engine.mjs';

let good = true;
for (const file of process.argv.slice(2)) {
  const document = parse(readFileSync(file, 'utf8'));
  const signatures = Array.from(document.getElementsByTagNameNS(DS, 'Signature'));
  good &&= signatures.length > 0;
  for (const element of signatures) {
    const [result, detail] = await verdict(document, element);
    good &&= result === 'valid';
    console.log([file, element.parentNode.localName, result, detail].join('\t'));
  }
}
process.exit(good ? 0 : 1);

async function verdict(document, element) {
  try {
    const signed = new xades.SignedXml(document);
    signed.LoadXml(element);
    const valid = await signed.Verify();
    const references = children(children(element)[0])
      .filter((child) => child.localName === 'Reference')
      .map((child) => child.getAttribute('URI'));
    return [valid ? 'valid' : 'invalid', references.join(' ')];
  } catch (problem) {
    return ['refused', String(problem.message).replaceAll('\n', ' ')];
  }
}
