"""XML as hocba needs it: refused when hostile, canonical by the letter, located byte by byte."""
