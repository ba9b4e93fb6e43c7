"""What is true and what is allowed: records and rules without I/O, Qt, SQL or PDF."""
