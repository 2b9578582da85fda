-- Where the few records are found that can matter to a new one, without reading all that the books hold.

CREATE INDEX budget_by_line ON budget ("line");

CREATE INDEX evidence_by_item ON evidence ("item", "register");

-- What an entry of the log brought.
CREATE INDEX segment_by_entry ON segment (entry);
