"""The explorer. Pages: home, entry, reader, relations, sparql, download; the other rooms are what they share."""
