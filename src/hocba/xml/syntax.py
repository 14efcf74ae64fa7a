"""What the parser found wrong, in hocba's own words.

The parser's messages quote the document, and the document holds learners' data: only the number of the
error and the line are taken over.
"""

from __future__ import annotations

from lxml import etree

from hocba.errors import HocbaError, LimitExceededError, MalformedXmlError

__all__ = ["syntax_error"]

_T = etree.ErrorTypes
_CODES: dict[int, str] = {
    _T.ERR_DOCUMENT_EMPTY: "XML-EMPTY",
    _T.ERR_DOCUMENT_END: "XML-AFTER-ROOT",
    _T.ERR_INVALID_CHAR: "XML-CHARACTER",
    _T.ERR_INVALID_CHARREF: "XML-CHARACTER",
    _T.ERR_INVALID_ENCODING: "XML-UTF8",
    _T.ERR_UNDECLARED_ENTITY: "XML-ENTITY",
    _T.WAR_UNDECLARED_ENTITY: "XML-ENTITY",
    _T.ERR_ENTITYREF_SEMICOL_MISSING: "XML-ENTITY",
    _T.ERR_ENTITYREF_NO_NAME: "XML-ENTITY",
    _T.ERR_ENTITY_LOOP: "XML-ENTITY",
    _T.ERR_TAG_NAME_MISMATCH: "XML-TAG-MISMATCH",
    _T.ERR_TAG_NOT_FINISHED: "XML-TRUNCATED",
    _T.ERR_GT_REQUIRED: "XML-TRUNCATED",
    _T.ERR_COMMENT_NOT_FINISHED: "XML-TRUNCATED",
    _T.ERR_CDATA_NOT_FINISHED: "XML-TRUNCATED",
    _T.ERR_PI_NOT_FINISHED: "XML-TRUNCATED",
    _T.ERR_LTSLASH_REQUIRED: "XML-TRUNCATED",
    _T.ERR_ATTRIBUTE_REDEFINED: "XML-ATTRIBUTE-TWICE",
    _T.WAR_NS_URI: "XML-NAMESPACE",
    _T.NS_ERR_ATTRIBUTE_REDEFINED: "XML-ATTRIBUTE-TWICE",
    _T.NS_ERR_UNDEFINED_NAMESPACE: "XML-PREFIX",
    _T.NS_ERR_XML_NAMESPACE: "XML-PREFIX",
    _T.NS_ERR_QNAME: "XML-PREFIX",
    _T.NS_ERR_EMPTY: "XML-PREFIX",
    _T.NS_ERR_COLON: "XML-PREFIX",
}
_RESOURCE_LIMIT = 114  # without a name in lxml 5
_LIMITS = frozenset({_T.ERR_NAME_TOO_LONG, _RESOURCE_LIMIT, _T.ERR_INTERNAL_ERROR, _T.ERR_NO_MEMORY})


def syntax_error(problem: etree.XMLSyntaxError) -> HocbaError:
    """The error to raise for ``problem``."""
    line = problem.lineno or 1
    number = int(getattr(problem, "code", 0))
    if number in _LIMITS:
        return LimitExceededError.of("XML-PARSER-LIMIT", line=line)
    return MalformedXmlError.of(_CODES.get(number, "XML-NOT-WELL-FORMED"), line=line)
