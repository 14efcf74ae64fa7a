"""Exclusive C14N written from an inclusive form, for what lxml cannot express.

The inclusive form of an element declares every namespace in scope at its top, so nothing outside it is
needed. Used for InclusiveNamespaces prefix lists (lxml drops ``#default``) and for the
enveloped-signature transform.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["exclusive_from_inclusive"]

_TOKEN = re.compile(
    rb'<(?:\?.*?\?>|!--.*?-->|/[^>]+>|(?P<name>[^ />]+)(?P<attributes>(?: [^ =]+="[^"]*")*)>)', re.DOTALL
)
_ATTRIBUTE = re.compile(
    rb' (?:xmlns(?::(?P<declared>[^ =]+)|(?P<default>))|(?P<name>[^ =]+))="(?P<value>[^"]*)"'
)

Scope = dict[bytes, bytes]
DEFAULT = b""


def exclusive_from_inclusive(inclusive: bytes, prefixes: Sequence[str]) -> bytes:
    """The exclusive form of the element whose inclusive canonical form is given.

    ``prefixes`` is the PrefixList; ``#default`` stands for the default namespace. Those prefixes are
    declared as inclusive C14N does, all others where they are visibly used.
    """
    listed = frozenset(DEFAULT if each == "#default" else each.encode() for each in prefixes)
    scopes: list[tuple[Scope, Scope]] = [({}, {})]
    written: list[bytes] = []
    at = 0
    for token in _TOKEN.finditer(inclusive):
        name = token["name"]
        if name is None:
            if inclusive.startswith(b"</", token.start()):
                scopes.pop()
            continue
        declared, shown = scopes[-1]
        attributes, declared = _read(token["attributes"], declared)
        used = {name.rpartition(b":")[0]} | {
            each.partition(b":")[0] for each, _ in attributes if b":" in each
        }
        changed = {
            prefix: declared.get(prefix, b"")
            for prefix in (used | listed) - {b"xml"}
            if shown.get(prefix, b"") != declared.get(prefix, b"")
        }
        scopes.append((declared, shown | changed if changed else shown))
        written += [inclusive[at : token.start()], b"<", name, *_declarations(changed)]
        written += [b">" if not attributes else b"".join(text for _, text in attributes) + b">"]
        at = token.end()
    written.append(inclusive[at:])
    return b"".join(written)


def _read(written: bytes, outer: Scope) -> tuple[list[tuple[bytes, bytes]], Scope]:
    attributes: list[tuple[bytes, bytes]] = []
    declared: Scope = {}
    for found in _ATTRIBUTE.finditer(written):
        if found["name"] is not None:
            attributes.append((found["name"], found[0]))
        else:
            declared[found["declared"] or DEFAULT] = found["value"]
    return attributes, outer | declared if declared else outer


def _declarations(changed: Scope) -> Iterable[bytes]:
    for prefix in sorted(changed):
        name = b"xmlns:" + prefix if prefix else b"xmlns"
        yield b" " + name + b'="' + changed[prefix] + b'"'
