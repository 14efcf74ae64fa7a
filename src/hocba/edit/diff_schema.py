"""The JSON Schema of what a comparison says (:meth:`hocba.edit.difference.Diff.to_dict`)."""

from __future__ import annotations

from typing import Any

from hocba.edit.difference import NATURES, Aspect, ChangeKind

__all__ = ["diff_schema"]


def diff_schema() -> dict[str, Any]:
    """The schema without its dialect and id, which are given where it is published."""
    text = {"type": "string"}
    value = {"type": ["string", "null"]}
    whole = [ChangeKind.ADDED.value, ChangeKind.REMOVED.value, ChangeKind.CHANGED.value]
    return {
        "title": "diff",
        "description": "What differs between two records: fields, and what lies outside the record. Personal "
        "values are masked (masked is true) unless they were asked for.",
        "type": "object",
        "additionalProperties": False,
        "required": ["equal", "same_record", "changes", "outside"],
        "properties": {
            "equal": {"type": "boolean"},
            "same_record": {"type": "boolean"},
            "changes": _list(
                {
                    "kind": {"enum": [kind.value for kind in ChangeKind]},
                    "path": text,
                    "tag": text,
                    "label": text,
                    "nature": {"enum": ["", *NATURES]},
                    "masked": {"type": "boolean"},
                    "old": value,
                    "new": value,
                }
            ),
            "outside": _list(
                {
                    "aspect": {"enum": [aspect.value for aspect in Aspect]},
                    "path": text,
                    "kind": {"enum": whole},
                }
            ),
        },
    }


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    entry = {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
    return {"type": "array", "items": entry}
