"""Making the learnt tables again from labelled data: one module a table, the same data give the same table."""
