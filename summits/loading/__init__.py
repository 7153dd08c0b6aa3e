"""The reference data set (`summits/reference/*.csv`) into the database.

`tables` says which column fills which field, `reading` turns files into checked rows,
`load` writes them. Nothing is written unless every row of every file is sound.
"""
