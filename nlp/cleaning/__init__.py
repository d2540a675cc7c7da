"""The steps that `nlp.view.clean` is made of: characters, lines, page furniture, boilerplate, tables, joins, spaces."""
