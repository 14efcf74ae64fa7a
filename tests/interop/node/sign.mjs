// Signs one slot of a record as XAdES-B-B. The job is JSON on standard input:
// {input, output, slot, key (PKCS#8, base64), certificate (DER, base64), algorithm, time, claims}
import { readFileSync, writeFileSync } from 'node:fs';
import { crypto, parse, serialize, xades } from './engine.mjs';

const ALGORITHMS = {
  'RSA': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  'RSA-PSS': { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' },
};

const job = JSON.parse(readFileSync(0, 'utf8'));
const algorithm = ALGORITHMS[job.algorithm];
const key = await crypto.subtle.importKey(
  'pkcs8', Buffer.from(job.key, 'base64'), algorithm, false, ['sign']);

const document = parse(readFileSync(job.input, 'utf8'));
const signer = new xades.SignedXml();
const signature = await signer.Sign(algorithm, key, document, {
  references: [{ uri: '#data', id: `reference-${job.slot}`, hash: 'SHA-256', transforms: ['enveloped'] }],
  signerRole: { claimed: [job.slot] },
  signingCertificateV2: job.certificate,
  signingTime: { value: new Date(job.time) },
  x509: [job.certificate],
});

const slot = document.getElementsByTagName(job.slot)[0];
for (const [name, text] of Object.entries(job.claims)) {
  const claim = document.createElement(name);
  claim.appendChild(document.createTextNode(text));
  slot.appendChild(claim);
}
slot.appendChild(document.importNode(parse(signature.toString()).documentElement, true));
writeFileSync(job.output, serialize(document));
