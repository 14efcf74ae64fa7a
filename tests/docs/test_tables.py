"""Wide tables know their heads, so that phones can show cards; nothing of what stands in them is lost."""

from __future__ import annotations

from tools.docs_tables import labelled

HEAD = "<thead>\n<tr>\n<th>A</th>\n<th>B &amp; C</th>\n<th><code>D</code></th>\n<th>E</th>\n</tr>\n</thead>\n"
BODY = "<tbody>\n<tr>\n<td>1</td>\n<td></td>\n<td><code>X/Y</code> and/or</td>\n<td>4</td>\n</tr>\n</tbody>\n"


def test_cells_of_wide_tables_carry_their_heads() -> None:
    made = labelled(f"<p>a</p><table>\n{HEAD}{BODY}</table>")
    assert made.startswith("<p>a</p><table data-wide>") and HEAD in made
    assert '<td data-label="A"><span>1</span></td>' in made
    assert '<td data-label="B &amp; C"></td>' in made
    assert '<td data-label="D"><span><code>X/<wbr>Y</code> and/or</span></td>' in made


def test_narrow_tables_stay_as_they_are() -> None:
    narrow = "<table>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>"
    assert labelled(narrow) == narrow
