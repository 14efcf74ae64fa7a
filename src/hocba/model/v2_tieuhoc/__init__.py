"""The record of the reconstructed format v2_tieuhoc ("dựng lại"); only ``record`` is hand-written."""

SOURCE = "Từ điển dữ liệu gửi Trung tâm dữ liệu quốc gia: thongtinsohocbasotieuhoc (reconstructed)"
