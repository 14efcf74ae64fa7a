"""Facts out of a document: layout, signatures, references, certificates. No judgement is made here."""
