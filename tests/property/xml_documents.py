"""Random documents that are hard to canonicalise: namespaces, xml:*, comments, instructions, escapes."""

from __future__ import annotations

from hypothesis import strategies as st

URIS = ("urn:1", "urn:2", "http://x.test/?a=1#b")
PREFIXES = ("a", "b", "ab")
LOCALS = ("x", "y", "SignedInfo", "x-1", "đ")
TEXTS = (
    "", " ", "\n\t", "chữ Đ", "a&amp;b", "&lt;x&gt;", "&#13;", "\r\n", "]]&gt;", '"', "'", "&#9;", "𝄞",
    "<![CDATA[<x>&]]>", "<![CDATA[]]>",
)  # fmt: skip
VALUES = ("", "v", "&lt;", ">", "&amp;", "&quot;", "&#10;", "&#9;", "&#13;", "a\n b", "ế", "x='1'")
COMMENTS = ("<!--c-->", "<!-- <x> -->", "<!---->")
INSTRUCTIONS = ("<?p?>", "<?p <x> <SignedInfo>?>", "<?p  d ?>", "<?p </x>?>")
XML_ATTRIBUTES = ("xml:lang", "xml:space", "xml:base", "xml:other")
XML_VALUES = {"xml:space": ("preserve", "default")}


@st.composite
def _tag(draw: st.DrawFn, scope: dict[str, str], xml_attributes: bool) -> tuple[str, str, dict[str, str]]:
    scope = dict(scope)
    declared: dict[str, str] = {}
    for prefix in draw(st.lists(st.sampled_from(("", *PREFIXES)), max_size=2, unique=True)):
        uri = draw(st.sampled_from((*URIS, "") if prefix == "" else URIS))
        declared[f"xmlns:{prefix}" if prefix else "xmlns"] = uri
        scope[prefix] = uri
    bound = [prefix for prefix in scope if prefix and scope[prefix]]
    prefix = draw(st.sampled_from(("", *bound)))
    name = f"{prefix}:" * bool(prefix) + draw(st.sampled_from(LOCALS))
    attributes: dict[tuple[str, str], tuple[str, str]] = {}
    for owner in draw(st.lists(st.sampled_from(("", "", *bound)), max_size=3)):
        local = draw(st.sampled_from(LOCALS))
        written = f"{owner}:{local}" if owner else local
        attributes.setdefault(
            (scope[owner] if owner else "", local), (written, draw(st.sampled_from(VALUES)))
        )
    if xml_attributes and draw(st.integers(0, 3)) == 0:
        kind = draw(st.sampled_from(XML_ATTRIBUTES))
        attributes["xml", kind] = (kind, draw(st.sampled_from(XML_VALUES.get(kind, ("vi", "en", "")))))
    parts = [*declared.items(), *attributes.values()]
    quote = draw(st.sampled_from("\"'"))
    values = [(key, value.replace(quote, "&quot;" if quote == '"' else "&#39;")) for key, value in parts]
    space = draw(st.sampled_from((" ", "\n ", "  ")))
    return name, "".join(f"{space}{key}={quote}{value}{quote}" for key, value in values), scope


@st.composite
def _element(draw: st.DrawFn, scope: dict[str, str], depth: int, instructions: bool, xml: bool) -> str:
    name, attributes, inner = draw(_tag(scope, xml))
    loose = (*TEXTS, *COMMENTS, *(INSTRUCTIONS if instructions else ()))
    content = [draw(st.sampled_from(loose))]
    if depth:
        for _ in range(draw(st.integers(0, 3))):
            content += [draw(_element(inner, depth - 1, instructions, xml)), draw(st.sampled_from(loose))]
    text = "".join(content)
    if not text and draw(st.booleans()):
        return f"<{name}{attributes}/>"
    return f"<{name}{attributes}>{text}</{name} >"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A well-formed document with namespaces, as bytes."""
    instructions, xml = draw(st.booleans()), draw(st.booleans())
    around = st.sampled_from(("", "\n", *COMMENTS, *(INSTRUCTIONS if instructions else ())))
    head = draw(st.sampled_from(("", "\ufeff", '<?xml version="1.0" encoding="UTF-8"?>\r\n')))
    body = draw(_element({"": ""}, draw(st.integers(1, 4)), instructions, xml))
    return f"{head}{draw(around)}{body}{draw(around)}".encode()
