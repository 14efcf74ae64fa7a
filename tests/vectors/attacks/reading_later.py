"""What reader and schema report of later records (reconstructed): unsigned, one thing out of order."""

from __future__ import annotations

from collections.abc import Iterator

from tests.unit.formats.later_texts import PRIMARY, SECONDARY, changed, text_of
from tests.vectors.case import Case
from tests.vectors.world import Synthetic

FATHER = "<HO_VA_TEN_CHA>Chữ tiếng Việt ấy</HO_VA_TEN_CHA>"
END = "</THONG_TIN_HOC_BA>"


def cases(_: Synthetic | None) -> Iterator[Case]:
    first, second = text_of(PRIMARY), text_of(SECONDARY)
    rows = first[first.index("<DIEM_TONG_KET ") : first.index(END)]
    area = second[second.index("<DANH_SACH_THONG_TIN_KY>") : second.index("</DU_LIEU_HOC_BA>")]
    issuing = second[second.index("<PHAT_HANH_HOC_BA>") : second.index("</HOC_BA>")]
    yield _read("primary", first)
    yield _read("secondary", second)
    yield _read("spelling", second.replace("SO_CCCD>", "SO_DDCN>").replace("DIEM_CA_NAM>", "DIEM_TONG_KET>"))
    moved = changed((FATHER, ""), (END, FATHER + END), text=first)
    yield _read("place", moved, "READ-PLACE")
    yield _read("place-twice", changed((END, FATHER + END), text=moved), "READ-UNKNOWN-TAG")
    yield _read("no-issuing-area", second.replace(issuing, ""), "READ-NO-ISSUING-AREA", "STRUCTURE")
    yield _read("no-signing-area", second.replace(area, ""), "READ-NO-SIGNING-AREA")
    yield _read(
        "area-outside", changed((area, ""), ("</DU_LIEU_HOC_BA>", f"</DU_LIEU_HOC_BA>{area}"), text=second)
    )
    yield _read(
        "area-twice",
        changed(("</DU_LIEU_HOC_BA>", f"</DU_LIEU_HOC_BA>{area}"), text=second),
        "READ-REPEATED-PART",
    )
    yield _read("rows-inside", first.replace(rows, f"<BANG>{rows}</BANG>"), "READ-WRAPPER")
    yield _read(
        "rows-in-results",
        changed((rows, ""), ("</TONG_KET>", f"{rows}</TONG_KET>"), text=first),
        "READ-WRAPPER",
    )
    yield _read("unknown", changed(("</GVBM>", "<LA>1</LA></GVBM>"), text=second), "READ-UNKNOWN-TAG")
    yield _read(
        "mark-twice",
        changed(("</DIEM_CA_NAM>", "</DIEM_CA_NAM><DIEM_TONG_KET>9</DIEM_TONG_KET>"), text=second),
        "READ-REPEATED",
        "STRUCTURE-REPEATED",
    )
    frame = f"<HOC_BA><DU_LIEU_HOC_BA Id='data'><THONG_TIN_HOC_BA>{{}}{END}</DU_LIEU_HOC_BA></HOC_BA>"
    level = "<THONG_TIN_CHUNG><PHIEN_BAN>2.0</PHIEN_BAN><MA_CAP_HOC>02</MA_CAP_HOC></THONG_TIN_CHUNG>"
    both = "<DIEM_TONG_KET><MUC_DAT_DUOC>T</MUC_DAT_DUOC><DIEM_CA_NAM>9</DIEM_CA_NAM></DIEM_TONG_KET>"
    for name, blocks in (("level-unknown", level), ("level-mixed", both)):
        yield Case(
            name=f"reading/later-{name}",
            title=f"Not read: {name.replace('-', ' ')}",
            clause="format-v2.md §1, §5",
            raw=frame.format(blocks).encode(),
            level="error",
            call="read",
            codes=("FORMAT-LEVEL",),
        )


def _read(name: str, text: str, *codes: str) -> Case:
    return Case(
        name=f"reading/later-{name}",
        title=f"A later record, reconstructed: {name.replace('-', ' ')}",
        clause="format-v2.md §1 to §4, §8",
        attack=False,
        raw=text.encode(),
        level="read",
        codes=codes,
    )
