"""The Ministry's formats as tables, with reader, writer and schema made from them."""
