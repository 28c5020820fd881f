"""What is wrong with the data of a file: every mistake is found and explained, whatever else is wrong."""
