"""Who saw and changed what: appended in the transaction it describes, chained afterwards, verifiable by anyone."""
