// What sign.mjs and verify.mjs share: xadesjs on node's Web Crypto and xmldom.
import { Crypto } from '@peculiar/webcrypto';
import * as xmldom from '@xmldom/xmldom';
import * as xades from 'xadesjs';
import xpath from 'xpath';

export const crypto = new Crypto();
xades.setNodeDependencies({
  DOMImplementation: xmldom.DOMImplementation,
  DOMParser: xmldom.DOMParser,
  XMLSerializer: xmldom.XMLSerializer,
  xpath,
});
xades.Application.setEngine('hocba-interop', crypto);

export { xades };
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
export const parse = (text) => new xmldom.DOMParser().parseFromString(text, 'text/xml');
export const serialize = (node) => new xmldom.XMLSerializer().serializeToString(node);
export const children = (node) => Array.from(node.childNodes).filter((child) => child.nodeType === 1);
