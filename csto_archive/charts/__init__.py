"""Charts as plain data, and what is made of them: a drawing for pages, a picture, a table."""
