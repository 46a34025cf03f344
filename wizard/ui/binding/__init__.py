"""Answers and their editors: fields and tables made from the questions of the project model."""
