"""Records just large enough to be packed, and packages around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hocba.errors import HocbaError, MalformedPackageError

ID_A = "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90"
ID_B = "1f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90"


def body(record_id: str = ID_A, inside: str = "") -> bytes:
    return (
        f'<HOC_BA ><DU_LIEU_HOC_BA id="data"><THONG_TIN_CHUNG><MA_TRA_CUU_UUID>{record_id}</MA_TRA_CUU_UUID>'
        f"</THONG_TIN_CHUNG>{inside}</DU_LIEU_HOC_BA></HOC_BA\n>"
    ).encode()


def packed(*inside: bytes, root: bytes = b'<DANH_SACH_HOC_BA id="dataDanhSach">') -> bytes:
    return root + b"".join(inside) + b"</DANH_SACH_HOC_BA>"


def code_of(call: Callable[[], object], kind: type[HocbaError] = MalformedPackageError) -> str:
    """The code of the error that ``call`` must raise."""
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.message("vi") != caught.value.message("en")
    return caught.value.code
