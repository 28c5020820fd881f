"""Practice answers: the questions of the application, written offline and kept on the reader's own device."""
