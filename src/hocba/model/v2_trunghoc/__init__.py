"""The record of the reconstructed format v2_trunghoc ("dựng lại"); only ``record`` is hand-written."""

SOURCE = "Từ điển dữ liệu gửi Trung tâm dữ liệu quốc gia: thongtinsohocbasothcsthpt (reconstructed)"
