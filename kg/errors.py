"""What can go wrong, as one tree; every message says where, what was found, what was expected, what to do.

KgError
├── ReadError       an article or file cannot be read; the run goes on with the next
├── LexiconError    a table of kg/lexicons is broken (file:line)
├── OntologyError   a file of ontology/ is broken or does not fit the code
├── QueryError      a query is not SPARQL, is refused, or ran past a limit
├── StoreError      a store folder is none, is of another version, or is being written
├── VerdictError    a line of verdicts.tsv is broken, contradicts another, or names what is not there
└── LossError       a run would lose so much that a person has to say yes
"""


class KgError(Exception):
    """The root: the command line prints its text and ends with exit code 1."""


class ReadError(KgError):
    """An article or a file that cannot be read."""


class LexiconError(KgError):
    """A lexicon table that breaks its own header."""


class OntologyError(KgError):
    """A file of the ontology that cannot be used."""


class QueryError(KgError):
    """A query that cannot be answered."""


class StoreError(KgError):
    """A store that cannot be opened or written."""


class VerdictError(KgError):
    """A verdict that cannot be applied."""


class LossError(KgError):
    """A run that would lose more than nobody wants by accident."""
