"""What is printed or handed over: records in, bytes out."""
