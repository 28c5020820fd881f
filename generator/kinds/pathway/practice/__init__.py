"""Practice answers: the application's questions, to answer in the browser and save on the reader's own device."""
